//! One array assigned to another of any dtype and layout, perhaps in the same memory: the elements are those that casts of
//! Rust's numbers give, and no other byte is written.
#![no_main]

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use uniarray_core::cast::copy_into;
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::Casting;
use uniarray_core::scalar::Scalar;
use uniarray_core_fuzz::{Placed, broadcastable, dtype, indices, lie, lowered, memory, same, shape};

/// The value of an integer or a truth value.
fn whole(value: Scalar) -> Option<i128> {
    Some(match value {
        Scalar::Bool(value) => value.get() as i128,
        Scalar::Int8(value) => value as i128,
        Scalar::UInt8(value) => value as i128,
        Scalar::Int16(value) => value as i128,
        Scalar::UInt16(value) => value as i128,
        Scalar::Int32(value) => value as i128,
        Scalar::UInt32(value) => value as i128,
        Scalar::Int64(value) => value as i128,
        Scalar::UInt64(value) => value as i128,
        _ => return None,
    })
}

/// What Rust makes of a value; `None` where it is not asked.
fn expected(value: Scalar, dtype: DType) -> Option<Scalar> {
    let real = match value {
        Scalar::Float32(value) => Some(value as f64),
        Scalar::Float64(value) => Some(value),
        _ => None,
    };
    Some(match (whole(value), real, dtype) {
        (Some(n), _, DType::INT8) => Scalar::Int8(n as i8),
        (Some(n), _, DType::UINT8) => Scalar::UInt8(n as u8),
        (Some(n), _, DType::INT16) => Scalar::Int16(n as i16),
        (Some(n), _, DType::UINT16) => Scalar::UInt16(n as u16),
        (Some(n), _, DType::INT32) => Scalar::Int32(n as i32),
        (Some(n), _, DType::UINT32) => Scalar::UInt32(n as u32),
        (Some(n), _, DType::INT64) => Scalar::Int64(n as i64),
        (Some(n), _, DType::UINT64) => Scalar::UInt64(n as u64),
        (Some(n), _, DType::FLOAT32) => Scalar::Float32(n as f32),
        (Some(n), _, DType::FLOAT64) => Scalar::Float64(n as f64),
        (Some(n), _, DType::BOOL) => Scalar::from(n != 0),
        (_, Some(x), DType::FLOAT32) => Scalar::Float32(x as f32),
        (_, Some(x), DType::FLOAT64) => Scalar::Float64(x),
        (_, Some(x), DType::BOOL) => Scalar::from(x != 0.0),
        // Beyond its range it is not defined what becomes of a float.
        (_, Some(x), DType::INT8) if x.abs() < 128.0 => Scalar::Int8(x as i8),
        (_, Some(x), DType::UINT16) if (0.0..65536.0).contains(&x) => Scalar::UInt16(x as u16),
        (_, Some(x), DType::INT32) if x.abs() < 2147483648.0 => Scalar::Int32(x as i32),
        (_, Some(x), DType::INT64) if x.abs() < 9.2e18 => Scalar::Int64(x as i64),
        (_, Some(x), DType::UINT64) if (0.0..1.8e19).contains(&x) => Scalar::UInt64(x as u64),
        _ if value.dtype().kind() >= Kind::Float && dtype.kind() < Kind::Float => return None,
        _ => value.cast(dtype),
    })
}

fn check(u: &mut Unstructured<'_>) -> Result<()> {
    let (from, to) = (dtype(u)?, dtype(u)?);
    let full = shape(u, 4)?;
    let narrow = broadcastable(u, &full)?;
    let source = Placed::draw(u, from, &narrow, true, false)?;
    let mut place = lie(u, &full, to.itemsize(), false)?;
    let across = from != DType::BOOL && u.ratio(1, 2)?;
    if across && from.itemsize() == to.itemsize() && narrow == full && u.ratio(1, 3)? {
        place = source.lie.clone();
    }
    let size = if across {
        place.size.max(source.lie.size)
    } else {
        place.size
    };
    let target = Placed::within(memory(u, size)?, to, place);
    if target.view().may_overlap_itself() {
        return Ok(());
    }
    let before = target.bytes();
    let copy = if across {
        target.copy_as(from, &source.lie)
    } else {
        None
    };
    let read = if copy.is_some() {
        target.also(from, &source.lie)
    } else {
        source.view()
    };
    copy_into(target.view(), read, Casting::Unsafe).expect("everything casts");
    target.check_rest(&before);
    let source = copy.as_ref().unwrap_or(&source);
    for index in indices(&full) {
        let value = source
            .view()
            .get(&lowered(&index, &narrow))
            .expect("an index within the shape");
        let got = target.view().get(&index).expect("an index within the shape");
        if let Some(expected) = expected(value, to) {
            assert!(
                same(got, expected),
                "{index:?}: {value:?} became {got:?} and not {expected:?}"
            );
        }
    }
    Ok(())
}

fuzz_target!(|data: &[u8]| {
    let _ = check(&mut Unstructured::new(data));
});
