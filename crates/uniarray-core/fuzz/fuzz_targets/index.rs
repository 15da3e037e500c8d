//! Index expressions of any items on arrays of any layout, compared with a reading of NumPy's rules item by item: what is
//! read, what is written, and what must be left alone.
#![no_main]

use arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use uniarray_core::dtype::{DType, Kind};
use uniarray_core::index::{Item, Plan, Slice, plan};
use uniarray_core::layout::broadcast_shapes;
use uniarray_core::scalar::Scalar;
use uniarray_core_fuzz::{Placed, dtype, elements, indices, lie, lowered, memory, same, shape};

/// An item, with the array that it is made of.
enum Drawn {
    Plain(Item<'static>),
    Array(Placed),
}

impl Drawn {
    fn draw(u: &mut Unstructured<'_>, extents: &[isize]) -> Result<Drawn> {
        let extent = extents.first().copied().unwrap_or(1);
        let end = |u: &mut Unstructured<'_>| -> Result<Option<isize>> {
            Ok(match u.int_in_range(0..=9)? {
                0..=3 => None,
                4 => Some(u.arbitrary()?),
                _ => Some(u.int_in_range(-extent - 2..=extent + 2)?),
            })
        };
        Ok(match u.int_in_range(0..=15)? {
            0..=3 => {
                let beyond = u.ratio(1, 20)? as isize;
                Drawn::Plain(Item::Int(
                    u.int_in_range(-extent..=(extent - 1 + beyond).max(-extent))?,
                ))
            }
            4..=8 => {
                let step = if u.ratio(1, 2)? { None } else { end(u)? };
                Drawn::Plain(Item::Slice(Slice::new(end(u)?, end(u)?, step)))
            }
            9 => Drawn::Plain(Item::Ellipsis),
            10 => Drawn::Plain(Item::NewAxis),
            11 => Drawn::Plain(Item::Bool(u.arbitrary()?)),
            12 => {
                let taken = u.int_in_range(0..=extents.len())?;
                Drawn::Array(Placed::draw(u, DType::BOOL, &extents[..taken], true, true)?)
            }
            _ => {
                let extents = shape(u, 2)?;
                let integers = [
                    DType::INT8,
                    DType::UINT8,
                    DType::INT16,
                    DType::UINT32,
                    DType::INT32,
                    DType::INT64,
                    DType::UINT64,
                ];
                let kind = *u.choose(&integers)?;
                // Each position is written once.
                let places = Placed::draw(u, kind, &extents, false, true)?;
                let inside = !u.ratio(1, 10)?;
                for index in indices(&extents) {
                    let at = places.view().element(&index).expect("an index within the shape");
                    let lowest = if places.dtype.kind() == Kind::Signed {
                        -extent
                    } else {
                        0
                    };
                    if inside && extent > 0 {
                        let value = Scalar::Int64(u.int_in_range(lowest as i64..=extent as i64 - 1)?);
                        // SAFETY: `at` is the place of an element of that dtype.
                        unsafe { value.cast(places.dtype).write(at) };
                    }
                }
                Drawn::Array(places)
            }
        })
    }

    fn item(&self) -> Item<'_> {
        match self {
            Drawn::Plain(item) => *item,
            Drawn::Array(array) => Item::Array(array.view()),
        }
    }
}

/// One axis of an index after masks have become positions.
enum Axis {
    /// Positions along an axis of the array.
    Kept(Vec<isize>),
    New,
    /// Positions of any shape; `true` if they are of an axis of the array.
    Picked(Vec<isize>, Vec<isize>, bool),
    /// `...` of no axes, which parts index arrays.
    Nothing,
}

fn positions(array: &Placed) -> Vec<isize> {
    let whole = |value: Scalar| match value.cast(DType::INT64) {
        Scalar::Int64(value) => value as isize,
        _ => unreachable!("a cast gives the dtype that was asked for"),
    };
    elements(array.view()).into_iter().map(whole).collect()
}

/// The shape that an index gives, and the index of each element in C order; `None` for an error.
fn expected(extents: &[isize], items: &[Drawn]) -> Option<(Vec<isize>, Vec<Vec<isize>>)> {
    let uses = |item: &Drawn| match item {
        Drawn::Plain(Item::Int(_) | Item::Slice(_)) => 1,
        Drawn::Array(array) if array.dtype == DType::BOOL => array.lie.shape.len(),
        Drawn::Array(_) => 1,
        _ => 0,
    };
    let ellipses = items
        .iter()
        .filter(|item| matches!(item, Drawn::Plain(Item::Ellipsis)))
        .count();
    let spare = extents.len().checked_sub(items.iter().map(uses).sum())?;
    if ellipses > 1 {
        return None;
    }
    let mut rest = extents.iter().copied();
    let mut axes = Vec::new();
    let picking = items.iter().any(|item| match item {
        Drawn::Array(array) => array.dtype == DType::BOOL || !array.lie.shape.is_empty(),
        Drawn::Plain(item) => matches!(item, Item::Bool(_)),
    });
    let inside = |place: isize, extent: isize| {
        let place = if place < 0 { place + extent } else { place };
        (0..extent).contains(&place).then_some(place)
    };
    for item in items {
        match item {
            Drawn::Plain(Item::Int(place)) => {
                axes.push(Axis::Picked(vec![], vec![inside(*place, rest.next()?)?], true))
            }
            Drawn::Plain(Item::Slice(slice)) => {
                let range = slice.resolve(rest.next()?).ok()?;
                axes.push(Axis::Kept(
                    (0..range.count).map(|n| range.start + n * range.step).collect(),
                ));
            }
            Drawn::Plain(Item::Ellipsis) if spare == 0 => axes.push(Axis::Nothing),
            Drawn::Plain(Item::Ellipsis) => {
                axes.extend((0..spare).filter_map(|_| Some(Axis::Kept((0..rest.next()?).collect()))))
            }
            Drawn::Plain(Item::NewAxis) => axes.push(Axis::New),
            Drawn::Plain(Item::Bool(value)) => axes.push(Axis::Picked(
                vec![*value as isize],
                vec![0; *value as usize],
                false,
            )),
            Drawn::Plain(Item::Array(_)) => unreachable!("arrays are drawn as such"),
            Drawn::Array(array) if array.dtype == DType::BOOL => {
                let shape = &array.lie.shape;
                let truths: Vec<bool> = elements(array.view())
                    .into_iter()
                    .map(|value| value == true.into())
                    .collect();
                if shape.is_empty() {
                    axes.push(Axis::Picked(
                        vec![truths[0] as isize],
                        vec![0; truths[0] as usize],
                        false,
                    ));
                }
                let found: Vec<Vec<isize>> = indices(shape)
                    .into_iter()
                    .zip(truths)
                    .filter(|(_, truth)| *truth)
                    .map(|(index, _)| index)
                    .collect();
                for (axis, extent) in shape.iter().enumerate() {
                    if rest.next()? != *extent {
                        return None;
                    }
                    axes.push(Axis::Picked(
                        vec![found.len() as isize],
                        found.iter().map(|index| index[axis]).collect(),
                        true,
                    ));
                }
            }
            Drawn::Array(array) => {
                let extent = rest.next()?;
                let places = positions(array)
                    .into_iter()
                    .map(|place| inside(place, extent))
                    .collect::<Option<_>>()?;
                axes.push(Axis::Picked(array.lie.shape.clone(), places, true));
            }
        }
    }
    axes.extend(rest.map(|extent| Axis::Kept((0..extent).collect())));

    // Where the picked axes go: to the first of them if they follow each other, else to the front.
    let picked: Vec<&[isize]> = axes
        .iter()
        .filter_map(|axis| match axis {
            Axis::Picked(shape, ..) => Some(&shape[..]),
            _ => None,
        })
        .collect();
    let outer = if picking {
        broadcast_shapes(&picked).ok()?.to_vec()
    } else {
        vec![]
    };
    let is_picked: Vec<bool> = axes.iter().map(|axis| matches!(axis, Axis::Picked(..))).collect();
    let first = is_picked.iter().position(|picked| *picked).unwrap_or(0);
    let last = is_picked.iter().rposition(|picked| *picked).unwrap_or(0);
    let together = is_picked
        .get(first..=last)
        .is_some_and(|run| run.iter().all(|picked| *picked));
    let kept_extent = |axis: &Axis| match axis {
        Axis::Kept(places) => Some(places.len() as isize),
        Axis::New => Some(1),
        _ => None,
    };
    let before: Vec<isize> = axes[..if together { first } else { 0 }]
        .iter()
        .filter_map(kept_extent)
        .collect();
    let at = before.len();
    let kept: Vec<isize> = axes.iter().filter_map(kept_extent).collect();
    let shape = [&kept[..at], &outer, &kept[at..]].concat();
    let sources = indices(&shape).into_iter().map(|index| {
        let pick = &index[at..at + outer.len()];
        let mut kept = index[..at].iter().chain(&index[at + outer.len()..]);
        let mut source = Vec::new();
        for axis in &axes {
            match axis {
                Axis::Kept(places) => source.push(places[*kept.next().expect("an axis") as usize]),
                Axis::New => {
                    kept.next();
                }
                Axis::Picked(shape, places, true) => {
                    let own = lowered(pick, shape);
                    let flat = own
                        .iter()
                        .zip(shape)
                        .fold(0, |flat, (place, extent)| flat * extent + place);
                    source.push(places[flat as usize]);
                }
                Axis::Picked(..) | Axis::Nothing => {}
            }
        }
        source
    });
    Some((shape.clone(), sources.collect()))
}

fn check(u: &mut Unstructured<'_>) -> Result<()> {
    let extents = shape(u, 4)?;
    let kind = dtype(u)?;
    let array = Placed::draw(u, kind, &extents, false, false)?;
    let mut items = Vec::new();
    let mut axis = 0;
    for _ in 0..u.int_in_range(0..=5)? {
        let item = Drawn::draw(u, &extents[axis.min(extents.len())..])?;
        axis += match &item {
            Drawn::Plain(Item::Int(_) | Item::Slice(_)) => 1,
            Drawn::Array(array) if array.dtype == DType::BOOL => array.lie.shape.len(),
            Drawn::Array(_) => 1,
            _ => 0,
        };
        items.push(item);
    }
    let expected = expected(&extents, &items);
    let drawn: Vec<Item<'_>> = items.iter().map(Drawn::item).collect();
    let planned = plan(array.view(), &drawn);
    let Some((found, sources)) = expected else {
        // Positions are looked at when they are needed.
        if let Ok(Plan::Pick(pick)) = planned {
            assert!(
                pick.shape().contains(&0) || Plan::Pick(pick).offsets().is_err(),
                "{drawn:?} should be an error"
            );
        } else {
            assert!(planned.is_err(), "{drawn:?} should be an error");
        }
        return Ok(());
    };
    let planned = planned.unwrap_or_else(|error| panic!("{drawn:?} of {extents:?}: {error}"));
    if array.view().may_overlap_itself() {
        return Ok(());
    }
    let values: Vec<Scalar> = sources
        .iter()
        .map(|index| array.view().get(index).expect("an index within the shape"))
        .collect();
    match planned {
        Plan::Element(offset) => {
            let at = sources[0]
                .iter()
                .zip(&array.lie.strides)
                .map(|(place, stride)| place * stride)
                .sum::<isize>();
            assert_eq!((offset, found.len()), (at, 0));
        }
        Plan::Window { window, .. } => {
            assert_eq!(window.shape(), found, "{drawn:?} of {extents:?}");
            // SAFETY: the window was made for this array.
            let got = elements(unsafe { window.of(array.view()) });
            assert!(
                got.iter().zip(&values).all(|(a, b)| same(*a, *b)),
                "{drawn:?} of {extents:?}"
            );
        }
        Plan::Pick(pick) => {
            assert_eq!(pick.shape(), found, "{drawn:?} of {extents:?}");
            let out = lie(u, &found, array.dtype.itemsize(), false)?;
            let out = Placed::within(memory(u, out.size)?, array.dtype, out);
            let before = out.bytes();
            pick.gather(out.view()).expect("positions within the array");
            out.check_rest(&before);
            let got = elements(out.view());
            assert!(
                got.iter().zip(&values).all(|(a, b)| same(*a, *b)),
                "{drawn:?} of {extents:?} reads {got:?}, not {values:?}"
            );

            let written = Placed::draw(u, array.dtype, &found, true, false)?;
            let (new, before) = (elements(written.view()), array.bytes());
            let mut whole: std::collections::HashMap<Vec<isize>, Scalar> = indices(&extents)
                .into_iter()
                .zip(elements(array.view()))
                .collect();
            pick.scatter(written.view()).expect("values of the right shape");
            array.check_rest(&before);
            whole.extend(sources.into_iter().zip(new));
            for (index, value) in whole {
                let got = array.view().get(&index).expect("an index within the shape");
                assert!(
                    same(got, value),
                    "{drawn:?} of {extents:?} wrote {got:?} at {index:?}, not {value:?}"
                );
            }
        }
    }
    Ok(())
}

fuzz_target!(|data: &[u8]| {
    let _ = check(&mut Unstructured::new(data));
});
