//! A ufunc on operands of any dtype and layout, into memory that may be an operand's: what comes out is what the elements
//! give one at a time, and no other byte is written.
#![no_main]

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use uniarray_core::array::Array;
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::error::Casting;
use uniarray_core::layout::View;
use uniarray_core::scalar::{Scalar, Weak};
use uniarray_core::table;
use uniarray_core::ufunc::{CallOptions, Operand, Ufunc};
use uniarray_core_fuzz::{
    Lie, Placed, broadcastable, dtype, elements, indices, lie, lowered, memory, same, shape, single,
};

/// An input: an array, or a Python number.
enum Input {
    Array(Placed),
    Weak(Weak),
}

impl Input {
    fn draw(u: &mut Unstructured<'_>, full: &[isize]) -> Result<Input> {
        Ok(match u.int_in_range(0..=11)? {
            0 => Input::Weak(Weak::Int(u.int_in_range(-200..=300)?)),
            1 => Input::Weak(Weak::Float(u.arbitrary()?)),
            _ => {
                let (dtype, shape) = (dtype(u)?, broadcastable(u, full)?);
                Input::Array(Placed::draw(u, dtype, &shape, true, false)?)
            }
        })
    }

    fn operand(&self) -> Operand<'_> {
        match self {
            Input::Array(array) => Operand::Array(array.view()),
            Input::Weak(weak) => Operand::Weak(*weak),
        }
    }

    /// The one element, alone, that goes into the result at an index.
    fn at(&self, index: &[isize]) -> Input {
        match self {
            Input::Array(array) => {
                let value = array.view().get(&lowered(index, &array.lie.shape));
                Input::Array(single(value.expect("an index within the shape")))
            }
            Input::Weak(weak) => Input::Weak(*weak),
        }
    }
}

/// The results for single elements, or `None` if they are an error.
fn one(ufunc: &'static Ufunc, inputs: &[Input], options: &CallOptions<'_>) -> Option<Vec<Scalar>> {
    let operands: Vec<Operand<'_>> = inputs.iter().map(Input::operand).collect();
    let plan = ufunc
        .resolve(&operands, &vec![None; ufunc.nout()], options)
        .ok()?;
    let new = |k| Array::zeros(plan.out_dtype(k), &[]).expect("little memory");
    let outs: Vec<Array> = (0..ufunc.nout()).map(new).collect();
    let views: Vec<View<'_>> = outs.iter().map(Array::view).collect();
    plan.execute(&operands, &views, options).ok()?;
    views.iter().map(|view| view.get(&[])).collect()
}

/// A layout in the memory of an array that is there: its very elements, or others across them.
fn across(u: &mut Unstructured<'_>, there: &Lie, mut place: Lie, same_size: bool) -> Result<Lie> {
    if same_size && there.shape == place.shape && u.ratio(1, 2)? {
        place = there.clone();
    }
    let ahead: usize = if u.ratio(1, 2)? {
        u.int_in_range(0..=24)?
    } else {
        0
    };
    place.first += ahead;
    place.size += ahead;
    Ok(place)
}

fn check(u: &mut Unstructured<'_>) -> Result<()> {
    let ufunc = u.choose(table::all())?;
    let full = shape(u, 4)?;
    let mut inputs = (0..ufunc.nin())
        .map(|_| Input::draw(u, &full))
        .collect::<Result<Vec<_>>>()?;
    let mask = match u.ratio(1, 6)? {
        true => {
            let extents = broadcastable(u, &full)?;
            Some(Placed::draw(u, DType::BOOL, &extents, true, true)?)
        }
        false => None,
    };
    let plain = CallOptions {
        casting: Casting::Unsafe,
        ..CallOptions::default()
    };
    let masked = CallOptions {
        mask: mask.as_ref().map(Placed::view),
        ..plain
    };
    let operands: Vec<Operand<'_>> = inputs.iter().map(Input::operand).collect();
    let Ok(plan) = ufunc.resolve(&operands, &vec![None; ufunc.nout()], &masked) else {
        return Ok(());
    };
    let extents = plan.shape().to_vec();

    let mut outs: Vec<Placed> = Vec::new();
    for k in 0..ufunc.nout() {
        let wanted = if u.ratio(1, 4)? {
            dtype(u)?
        } else {
            plan.out_dtype(k)
        };
        let mut place = lie(u, &extents, wanted.itemsize(), false)?;
        let mut size = place.size;
        if let (0, Input::Array(first), true) = (k, &inputs[0], u.ratio(1, 3)?) {
            place = across(u, &first.lie, place, first.dtype.itemsize() == wanted.itemsize())?;
            size = place.size.max(first.lie.size);
        }
        let out = Placed::within(memory(u, size)?, wanted, place);
        out.tidy(u, false)?;
        outs.push(out);
    }
    // Outputs whose elements share bytes have no defined result.
    if outs.iter().any(|out| out.view().may_overlap_itself()) {
        return Ok(());
    }
    // The first input lies in the output's memory where there is room for it; its elements are those that lie there before.
    let shared = match &inputs[0] {
        Input::Array(first) if first.dtype != DType::BOOL && u.ratio(1, 2)? => outs[0]
            .copy_as(first.dtype, &first.lie)
            .map(|copy| (first.dtype, first.lie.clone(), copy)),
        _ => None,
    };
    let place = shared.map(|(dtype, lie, copy)| {
        inputs[0] = Input::Array(copy);
        (dtype, lie)
    });

    let before: Vec<Vec<u8>> = outs.iter().map(Placed::bytes).collect();
    let olds: Vec<Vec<Scalar>> = outs.iter().map(|out| elements(out.view())).collect();
    let views: Vec<View<'_>> = outs.iter().map(Placed::view).collect();
    let mut operands: Vec<Operand<'_>> = inputs.iter().map(Input::operand).collect();
    if let Some((dtype, lie)) = &place {
        operands[0] = Operand::Array(outs[0].also(*dtype, lie));
    }
    let given: Vec<Option<View<'_>>> = views.iter().copied().map(Some).collect();
    let Ok(plan) = ufunc.resolve(&operands, &given, &masked) else {
        return Ok(());
    };
    let executed = plan.execute(&operands, &views, &masked).is_ok();
    for (out, before) in outs.iter().zip(&before) {
        out.check_rest(before);
    }
    for (place, index) in indices(&extents).iter().enumerate() {
        let told = |mask: &Placed| mask.view().get(&lowered(index, &mask.lie.shape)) == Some(true.into());
        let told = mask.as_ref().is_none_or(told);
        let singles: Vec<Input> = inputs.iter().map(|input| input.at(index)).collect();
        for (k, out) in outs.iter().enumerate() {
            let got = out.view().get(index).expect("an index within the shape");
            if !told {
                let (name, old) = (ufunc.name(), olds[k][place]);
                assert!(
                    same(got, old),
                    "{name} at {index:?}: {got:?} written over {old:?}"
                );
            } else if executed {
                let value = one(ufunc, &singles, &plain).expect("what goes together goes one by one")[k];
                // What a float becomes that fits no integer is not defined.
                let lossy = value.dtype().kind() >= Kind::Float && out.dtype.kind() < Kind::Float;
                assert!(
                    lossy || same(got, value.cast(out.dtype)),
                    "{} at {index:?}: {got:?} instead of {value:?} of {:?}",
                    ufunc.name(),
                    singles
                        .iter()
                        .map(|single| match single {
                            Input::Array(array) => format!("{:?}", array.view().get(&[])),
                            Input::Weak(weak) => format!("{weak:?}"),
                        })
                        .collect::<Vec<_>>()
                );
            }
        }
    }
    Ok(())
}

fuzz_target!(|data: &[u8]| {
    let _ = check(&mut Unstructured::new(data));
});
