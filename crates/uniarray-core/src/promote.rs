//! Which dtype holds what: safe and unsafe casts, common dtypes, and NumPy 2's rules for Python numbers (NEP 50).

use std::sync::LazyLock;

use crate::dtype::{C64, C128, DType, Kind, TypeNum};
use crate::error::{Casting, Error, ErrorKind, Result};
use crate::flags::FpFlags;
use crate::half::F16;
use crate::scalar::{Scalar, Weak};

const COUNT: usize = TypeNum::COUNT;

struct Tables {
    safe: [[bool; COUNT]; COUNT],
    common: [[TypeNum; COUNT]; COUNT],
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables {
        safe: [[false; COUNT]; COUNT],
        common: [[TypeNum::Complex128; COUNT]; COUNT],
    };
    for from in TypeNum::all() {
        for to in TypeNum::all() {
            tables.safe[from as usize][to as usize] = keeps_values(from, to);
        }
    }
    for a in TypeNum::all() {
        for b in TypeNum::all() {
            // The order of the numbers lists smaller types first, so the first common one is the least.
            let common = TypeNum::all().find(|&c| keeps_values(a, c) && keeps_values(b, c));
            tables.common[a as usize][b as usize] = common.unwrap_or(TypeNum::Complex128);
        }
    }
    tables
});

fn keeps_values(from: TypeNum, to: TypeNum) -> bool {
    let (size, into) = (from.info().itemsize, to.info().itemsize);
    match (from.kind(), to.kind()) {
        (Kind::Bool, _) => true,
        (_, Kind::Bool) => false,
        (Kind::Signed, Kind::Signed) | (Kind::Unsigned, Kind::Unsigned) => into >= size,
        (Kind::Unsigned, Kind::Signed) => into > size,
        (Kind::Signed, Kind::Unsigned) => false,
        // A float of twice the size has the digits; NumPy calls 64-bit integers to float64 safe as well.
        (Kind::Signed | Kind::Unsigned, Kind::Float) => into > size || into == 8,
        (Kind::Signed | Kind::Unsigned, Kind::Complex) => into / 2 > size || into == 16,
        (Kind::Float, Kind::Float) | (Kind::Complex, Kind::Complex) => into >= size,
        (Kind::Float, Kind::Complex) => into / 2 >= size,
        (Kind::Float | Kind::Complex, _) => false,
    }
}

/// Whether a cast obeys a rule, NumPy's `can_cast`.
///
/// ```
/// use uniarray_core::{dtype::DType, error::Casting, promote::can_cast};
/// assert!(can_cast(DType::INT64, DType::FLOAT64, Casting::Safe));
/// assert!(!can_cast(DType::FLOAT64, DType::INT64, Casting::SameKind));
/// assert!(can_cast(DType::FLOAT64, DType::FLOAT32, Casting::SameKind));
/// ```
#[inline]
pub fn can_cast(from: DType, to: DType, casting: Casting) -> bool {
    if from == to {
        return true;
    }
    match casting {
        Casting::No | Casting::Equiv => false,
        Casting::Safe => TABLES.safe[from.num() as usize][to.num() as usize],
        Casting::SameKind => {
            TABLES.safe[from.num() as usize][to.num() as usize]
                || (to.kind() >= from.kind() && to.kind() != Kind::Bool)
        }
        Casting::Unsafe => true,
    }
}

/// The least dtype to which both cast safely, NumPy's `promote_types`.
///
/// ```
/// use uniarray_core::{dtype::DType, promote::promote_types};
/// assert_eq!(promote_types(DType::INT8, DType::UINT8), DType::INT16);
/// assert_eq!(promote_types(DType::INT64, DType::UINT64), DType::FLOAT64);
/// assert_eq!(promote_types(DType::INT64, DType::FLOAT32), DType::FLOAT64);
/// ```
#[inline]
pub fn promote_types(a: DType, b: DType) -> DType {
    if a == b {
        a
    } else {
        DType::new(TABLES.common[a.num() as usize][b.num() as usize])
    }
}

/// The dtype that a Python number takes beside arrays of dtype `beside`.
#[inline]
pub fn adapt(weak: Weak, beside: DType) -> DType {
    match (weak, beside.kind()) {
        (Weak::Int(_) | Weak::LongInt(_), Kind::Bool) => DType::INT64,
        (Weak::Int(_) | Weak::LongInt(_), _) => beside,
        (Weak::Float(_), Kind::Float | Kind::Complex) => beside,
        (Weak::Float(_), _) => DType::FLOAT64,
        (Weak::Complex(_), Kind::Complex) => beside,
        (Weak::Complex(_), Kind::Float) if beside != DType::FLOAT64 => DType::COMPLEX64,
        (Weak::Complex(_), _) => DType::COMPLEX128,
    }
}

/// The dtype of arrays together, in whatever order they come: a float promotes with each integer for itself, and not with what the integers
/// would need together.
///
/// ```
/// use uniarray_core::{dtype::DType, promote::promote_all};
/// let all = [DType::INT8, DType::UINT16, DType::FLOAT32];
/// assert_eq!(promote_all(all.iter().copied()), Some(DType::FLOAT32));
/// ```
pub fn promote_all(dtypes: impl Iterator<Item = DType> + Clone) -> Option<DType> {
    let inexact = |dtype: &DType| matches!(dtype.kind(), Kind::Float | Kind::Complex);
    let first = dtypes.clone().filter(inexact).reduce(promote_types);
    let rest = dtypes.filter(|dtype| !inexact(dtype));
    match first {
        Some(first) => Some(rest.fold(first, promote_types)),
        None => rest.reduce(promote_types),
    }
}

/// The common dtype of arrays and Python numbers, NumPy's `result_type`.
///
/// # Errors
/// `ValueError` when there is nothing to decide from.
///
/// ```
/// use uniarray_core::{dtype::DType, promote::result_type, scalar::Weak};
/// assert_eq!(result_type(&[DType::UINT8], &[Weak::Int(1)])?, DType::UINT8);
/// assert_eq!(result_type(&[DType::INT8], &[Weak::Float(1.0)])?, DType::FLOAT64);
/// assert_eq!(result_type(&[], &[Weak::Int(1)])?, DType::INT64);
/// # Ok::<(), uniarray_core::error::Error>(())
/// ```
pub fn result_type(dtypes: &[DType], weak: &[Weak]) -> Result<DType> {
    match promote_all(dtypes.iter().copied()) {
        // Every number adapts to what the numbers before it made of the arrays: a float lifts integers, then an int follows.
        Some(strong) => Ok(weak.iter().fold(strong, |beside, &number| adapt(number, beside))),
        None => weak
            .iter()
            .map(|number| number.default_dtype().unwrap_or(DType::INT64))
            .reduce(promote_types)
            .ok_or_else(|| Error::value("at least one array or dtype is required")),
    }
}

/// A Python number as an element of a dtype.
///
/// # Errors
/// [`Error::IntegerOutOfBounds`] for an int that an integer dtype cannot hold, `OverflowError` for one beyond a float, `TypeError` for a
/// complex number where a real one is asked for.
///
/// ```
/// use uniarray_core::{dtype::DType, promote::weak_value, scalar::Weak};
/// assert_eq!(
///     weak_value(Weak::Int(300), DType::UINT8).unwrap_err().to_string(),
///     "Python integer 300 out of bounds for uint8"
/// );
/// ```
pub fn weak_value(weak: Weak, dtype: DType) -> Result<Scalar> {
    let float = |value: f64| -> Result<Scalar> {
        Ok(match dtype.num() {
            TypeNum::Float16 => Scalar::Float16(F16::nearest(value)),
            TypeNum::Float32 => Scalar::Float32(value as f32),
            TypeNum::Float64 => Scalar::Float64(value),
            TypeNum::Complex64 => Scalar::Complex64(C64::new(value as f32, 0.0)),
            TypeNum::Complex128 => Scalar::Complex128(C128::new(value, 0.0)),
            TypeNum::Bool => Scalar::from(value != 0.0),
            _ if value.is_nan() => return Err(Error::value("cannot convert float NaN to integer")),
            _ if value.is_infinite() => {
                let text = "cannot convert float infinity to integer".into();
                return Err(Error::Message {
                    kind: ErrorKind::Overflow,
                    text,
                });
            }
            _ => return weak_value(Weak::Int(value as i128), dtype),
        })
    };
    match weak {
        Weak::Int(value) => {
            let bounds = || Error::IntegerOutOfBounds {
                // NumPy reads a C long first, and tells of the value only if that works.
                value: i64::try_from(value).is_ok().then_some(value),
                dtype,
            };
            macro_rules! fit {
                ($variant:ident) => {
                    Scalar::$variant(value.try_into().map_err(|_| bounds())?)
                };
            }
            Ok(match dtype.num() {
                TypeNum::Bool => Scalar::from(value != 0),
                TypeNum::Int8 => fit!(Int8),
                TypeNum::UInt8 => fit!(UInt8),
                TypeNum::Int16 => fit!(Int16),
                TypeNum::UInt16 => fit!(UInt16),
                TypeNum::Int32 => fit!(Int32),
                TypeNum::UInt32 => fit!(UInt32),
                TypeNum::Int64 => fit!(Int64),
                TypeNum::UInt64 => fit!(UInt64),
                _ => return float(value as f64),
            })
        }
        Weak::LongInt(value) => match dtype.kind() {
            Kind::Bool => Ok(Scalar::from(true)),
            Kind::Signed | Kind::Unsigned => Err(Error::IntegerOutOfBounds { value: None, dtype }),
            Kind::Float | Kind::Complex if value.is_finite() => float(value),
            Kind::Float | Kind::Complex => Err(Error::Message {
                kind: ErrorKind::Overflow,
                text: "int too large to convert to float".into(),
            }),
        },
        Weak::Float(value) => float(value),
        Weak::Complex(value) => match dtype.num() {
            TypeNum::Complex64 => Ok(Scalar::Complex64(C64::new(value.re as f32, value.im as f32))),
            TypeNum::Complex128 => Ok(Scalar::Complex128(value)),
            TypeNum::Bool => Ok(Scalar::from(value != C128::new(0.0, 0.0))),
            _ if dtype.kind() == Kind::Float => Err(Error::type_error(
                "float() argument must be a string or a real number, not 'complex'",
            )),
            _ => Err(Error::type_error(
                "int() argument must be a string, a bytes-like object or a real number, not 'complex'",
            )),
        },
    }
}

/// The flag of a finite number that became an infinite element of an operation.
#[inline(always)]
pub(crate) fn lost_in_cast(weak: Weak, value: Scalar) -> FpFlags {
    // Elements as long as the number lose nothing.
    match value {
        Scalar::Float16(_) | Scalar::Float32(_) | Scalar::Complex64(_) if overflows(weak, value) => {
            FpFlags::CAST_OVERFLOW
        }
        _ => FpFlags::NONE,
    }
}

/// Whether a finite number became an infinite element.
pub(crate) fn overflows(weak: Weak, value: Scalar) -> bool {
    let infinite = match value {
        Scalar::Float16(short) => f32::from(short).is_infinite(),
        Scalar::Float32(short) => short.is_infinite(),
        Scalar::Complex64(short) => short.re.is_infinite() || short.im.is_infinite(),
        _ => return false,
    };
    infinite
        && match weak {
            Weak::Int(_) => true,
            Weak::Float(long) | Weak::LongInt(long) => long.is_finite(),
            Weak::Complex(long) => long.is_finite(),
        }
}

/// A Python number as a truth value in a ufunc: an int is read as an int64, unlike where an element is set.
///
/// # Errors
/// [`Error::IntegerOutOfBounds`] for an int beyond int64.
pub(crate) fn weak_truth(weak: Weak) -> Result<Scalar> {
    if matches!(weak, Weak::Int(_) | Weak::LongInt(_)) {
        weak_value(weak, DType::INT64)?;
    }
    weak_value(weak, DType::BOOL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promotion_is_commutative_associative_enough_and_safe() {
        for a in TypeNum::all().map(DType::new) {
            assert_eq!(promote_types(a, a), a);
            for b in TypeNum::all().map(DType::new) {
                let common = promote_types(a, b);
                assert_eq!(common, promote_types(b, a));
                assert!(
                    can_cast(a, common, Casting::Safe) && can_cast(b, common, Casting::Safe),
                    "{a} {b}"
                );
            }
        }
    }

    #[test]
    fn the_table_is_numpys_where_it_surprises() {
        for (a, b, common) in [
            ("i1", "u1", "i2"),
            ("i4", "u4", "i8"),
            ("i8", "u8", "f8"),
            ("i2", "f4", "f4"),
            ("i1", "f2", "f2"),
            ("i2", "f2", "f4"),
            ("u4", "f2", "f8"),
            ("f2", "c8", "c8"),
            ("i4", "f4", "f8"),
            ("c8", "i4", "c16"),
            ("c8", "f8", "c16"),
            ("c8", "u2", "c8"),
            ("b1", "u1", "u1"),
        ] {
            let dtype = |text| DType::parse(text).unwrap();
            assert_eq!(promote_types(dtype(a), dtype(b)), dtype(common), "{a} {b}");
        }
    }

    #[test]
    fn same_kind_allows_narrowing_but_not_a_lower_kind() {
        assert!(can_cast(DType::INT64, DType::INT8, Casting::SameKind));
        assert!(can_cast(DType::UINT8, DType::INT8, Casting::SameKind));
        assert!(!can_cast(DType::INT8, DType::UINT8, Casting::SameKind));
        assert!(can_cast(DType::INT64, DType::FLOAT32, Casting::SameKind));
        assert!(!can_cast(DType::COMPLEX64, DType::FLOAT64, Casting::SameKind));
        assert!(!can_cast(DType::INT8, DType::BOOL, Casting::SameKind));
        assert!(can_cast(DType::COMPLEX64, DType::BOOL, Casting::Unsafe));
        assert!(!can_cast(DType::INT8, DType::INT16, Casting::Equiv));
    }

    #[test]
    fn python_numbers_adapt() {
        assert_eq!(adapt(Weak::Int(1), DType::BOOL), DType::INT64);
        assert_eq!(adapt(Weak::Int(1 << 63), DType::BOOL), DType::INT64);
        assert_eq!(adapt(Weak::Int(1), DType::COMPLEX64), DType::COMPLEX64);
        assert_eq!(adapt(Weak::Float(1.0), DType::FLOAT32), DType::FLOAT32);
        assert_eq!(
            adapt(Weak::Complex(C128::new(0.0, 1.0)), DType::FLOAT32),
            DType::COMPLEX64
        );
        assert_eq!(
            adapt(Weak::Complex(C128::new(0.0, 1.0)), DType::INT8),
            DType::COMPLEX128
        );
        assert!(result_type(&[], &[]).is_err());
    }

    #[test]
    fn python_integers_are_checked_at_both_ends() {
        assert_eq!(weak_value(Weak::Int(-128), DType::INT8), Ok(Scalar::Int8(-128)));
        assert!(weak_value(Weak::Int(-129), DType::INT8).is_err());
        assert!(weak_value(Weak::Int(-1), DType::UINT64).is_err());
        assert_eq!(
            weak_value(Weak::Int(1 << 63), DType::UINT64),
            Ok(Scalar::UInt64(1 << 63))
        );
        assert_eq!(
            weak_value(Weak::LongInt(1e40), DType::FLOAT64),
            Ok(Scalar::Float64(1e40))
        );
        let error = weak_value(Weak::LongInt(f64::INFINITY), DType::FLOAT64).unwrap_err();
        assert_eq!(
            (error.kind(), &*error.to_string()),
            (ErrorKind::Overflow, "int too large to convert to float")
        );
        for value in [1 << 63, -(1 << 63) - 1] {
            let error = weak_value(Weak::Int(value), DType::INT8).unwrap_err();
            assert_eq!(error.to_string(), "Python int too large to convert to C long");
            assert_eq!(
                weak_truth(Weak::Int(value)).unwrap_err().to_string(),
                error.to_string()
            );
        }
        assert_eq!(weak_truth(Weak::Int(300)), Ok(Scalar::from(true)));
        assert_eq!(weak_truth(Weak::Float(f64::NAN)), Ok(Scalar::from(true)));
    }
}
