//! Other shapes for the same elements, wishes for arrays in memory, and the question whether arrays overlap: all compared
//! with what the addresses of the elements say.
#![no_main]

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use uniarray_core::layout::{View, Wanted, broadcast_shapes};
use uniarray_core::manip::{
    Order, Reshaped, broadcast_to, diagonal, flip, moveaxis, reshape, squeeze, swapaxes, transpose,
};
use uniarray_core::window::Window;
use uniarray_core_fuzz::{Lie, Placed, broadcastable, dtype, indices, lie, lowered, memory, shape};

/// The addresses of the elements, last axis fastest.
fn addresses(view: View<'_>) -> Vec<usize> {
    let get = |index: Vec<isize>| view.element(&index).expect("an index within the shape").addr();
    indices(view.shape()).into_iter().map(get).collect()
}

fn of(window: &Window, view: View<'_>) -> Vec<usize> {
    // SAFETY: the window was made for this view.
    addresses(unsafe { window.of(view) })
}

/// Reshaping keeps the elements in their order, or says that it cannot.
fn reshaping(u: &mut Unstructured<'_>, array: &Placed) -> Result<()> {
    let view = array.view();
    let mut wanted: Vec<isize> = if u.ratio(1, 8)? {
        shape(u, 4)?
    } else {
        vec![view.size() as isize]
    };
    for _ in 0..u.int_in_range(0..=4)? {
        // A shape of as many elements: an axis taken apart, or a new one.
        let axis = u.choose_index(wanted.len().max(1))?;
        let Some(extent) = wanted.get(axis).copied() else {
            break;
        };
        let divisors: Vec<isize> = (1..=extent.max(1)).filter(|n| extent % n == 0).collect();
        let divisor = *u.choose(&divisors)?;
        wanted[axis] /= divisor;
        wanted.insert(u.choose_index(wanted.len() + 1)?, divisor);
    }
    if u.ratio(1, 5)? && !wanted.is_empty() {
        let axis = u.choose_index(wanted.len())?;
        wanted[axis] = u.int_in_range(-2..=0)?;
    }
    let order = *u.choose(&[Order::C, Order::F, Order::A])?;
    let Ok(Reshaped::Window(window)) = reshape(view, &wanted, order) else {
        return Ok(());
    };
    let fortran =
        order == Order::F || (order == Order::A && view.is_f_contiguous() && !view.is_c_contiguous());
    let (old, new) = if fortran {
        let turned = transpose(view, None).expect("a transposed array");
        // SAFETY: the windows were made for these views.
        let reshaped = unsafe { window.of(view) };
        (
            of(&turned, view),
            of(&transpose(reshaped, None).expect("a transposed array"), reshaped),
        )
    } else {
        (addresses(view), of(&window, view))
    };
    assert_eq!(old, new, "{wanted:?} {order:?} of {:?}", array.lie);
    Ok(())
}

/// Axes moved, turned, left out and repeated.
fn moving(u: &mut Unstructured<'_>, array: &Placed) -> Result<()> {
    let view = array.view();
    let (a, b) = (u.int_in_range(-5..=5)?, u.int_in_range(-5..=5)?);
    let sorted = |mut list: Vec<usize>| {
        list.sort_unstable();
        list
    };
    let all = sorted(addresses(view));
    let kept = [
        swapaxes(view, a, b),
        moveaxis(view, &[a], &[b]),
        flip(view, Some(&[a])),
        squeeze(view, Some(&[a])),
        transpose(view, None),
    ];
    for window in kept.into_iter().flatten() {
        assert_eq!(sorted(of(&window, view)), all);
    }
    if let Ok(window) = diagonal(view, u.int_in_range(-6..=6)?, a, b) {
        assert!(of(&window, view).iter().all(|address| all.contains(address)));
    }
    let full = shape(u, 4)?;
    let window = broadcast_to(view, &full);
    let fits = broadcast_shapes(&[view.shape(), &full]).is_ok_and(|shape| *shape == full[..]);
    assert_eq!(window.is_ok(), fits, "{:?} to {full:?}", view.shape());
    if let Ok(window) = window {
        let expected = indices(&full).into_iter().map(|index| {
            view.element(&lowered(&index, view.shape()))
                .expect("an element")
                .addr()
        });
        assert!(of(&window, view).into_iter().eq(expected));
    }
    Ok(())
}

/// Arrays that are said to lie apart share no byte.
fn overlap(u: &mut Unstructured<'_>, array: &Placed) -> Result<()> {
    let (other, kind) = (broadcastable(u, &array.lie.shape)?, dtype(u)?);
    let mut place = lie(u, &other, kind.itemsize(), true)?;
    let ahead: usize = u.int_in_range(0..=40)?;
    place.first += ahead;
    place.size += ahead;
    let block = Placed::within(
        memory(u, place.size.max(array.lie.size))?,
        array.dtype,
        array.lie.clone(),
    );
    let (one, two) = (block.view(), block.also(kind, &place));
    let bytes = |view: View<'_>| -> Vec<usize> {
        addresses(view)
            .into_iter()
            .flat_map(|address| address..address + view.dtype().itemsize())
            .collect()
    };
    let (mut first, second) = (bytes(one), bytes(two));
    let shared = second.iter().any(|byte| first.contains(byte));
    assert!(
        !shared || (one.may_overlap(two) && two.may_overlap(one)),
        "{:?} {:?} {:?} {place:?}",
        array.dtype,
        array.lie,
        kind
    );
    let count = first.len();
    first.sort_unstable();
    first.dedup();
    assert!(
        first.len() == count || one.may_overlap_itself(),
        "{:?}",
        array.lie
    );
    Ok(())
}

/// Arrays that are said to fit lie within their memory.
fn wishes(u: &mut Unstructured<'_>) -> Result<()> {
    let dtype = dtype(u)?;
    let number = |u: &mut Unstructured<'_>| -> Result<isize> {
        if u.ratio(1, 8)? {
            u.arbitrary()
        } else {
            u.int_in_range(-20..=20)
        }
    };
    let shape = (0..u.int_in_range(0..=4)?)
        .map(|_| number(u))
        .collect::<Result<Vec<_>>>()?;
    let strides = (0..u.int_in_range(0..=4)?)
        .map(|_| number(u))
        .collect::<Result<Vec<_>>>()?;
    let size: usize = u.int_in_range(0..=400)?;
    let offset = number(u)?;
    let wanted = Wanted {
        dtype,
        shape: &shape,
        strides: u.ratio(3, 4)?.then_some(&strides[..]),
        fortran: u.arbitrary()?,
    };
    let Ok(strides) = wanted.strides_in(size, offset) else {
        return Ok(());
    };
    if shape.iter().product::<isize>() > 2000 {
        return Ok(());
    }
    let found = Lie {
        shape,
        strides: strides.to_vec(),
        first: offset as usize,
        size,
    };
    for index in indices(&found.shape) {
        let start = offset
            + index
                .iter()
                .zip(&found.strides)
                .map(|(a, b)| a * b)
                .sum::<isize>();
        assert!(
            start >= 0 && start as usize + dtype.itemsize() <= size,
            "{dtype} {found:?}"
        );
    }
    Ok(())
}

fn check(u: &mut Unstructured<'_>) -> Result<()> {
    wishes(u)?;
    let extents = shape(u, 5)?;
    let kind = dtype(u)?;
    let array = Placed::draw(u, kind, &extents, true, false)?;
    reshaping(u, &array)?;
    moving(u, &array)?;
    overlap(u, &array)
}

fuzz_target!(|data: &[u8]| {
    let _ = check(&mut Unstructured::new(data));
});
