//! What the fuzz targets share: arrays of any dtype, shape and layout, each in memory of exactly its size, so that the
//! sanitizer sees a byte too many; and their elements one by one, as whoever checks a result wants them.

use arbitrary::{Result, Unstructured};
use uniarray_core::array::Array;
use uniarray_core::dtype::{DType, Kind, TypeNum};
use uniarray_core::layout::View;
use uniarray_core::scalar::Scalar;

/// An array somewhere in memory of its own.
pub struct Placed {
    memory: Array,
    /// The dtype.
    pub dtype: DType,
    /// Where the elements lie.
    pub lie: Lie,
}

/// Where elements lie in memory.
#[derive(Clone, Debug)]
pub struct Lie {
    /// The extents.
    pub shape: Vec<isize>,
    /// The strides in bytes.
    pub strides: Vec<isize>,
    /// Bytes from the start of the memory to the first element.
    pub first: usize,
    /// Bytes of memory that are needed.
    pub size: usize,
}

/// A dtype.
pub fn dtype(u: &mut Unstructured<'_>) -> Result<DType> {
    let all: Vec<TypeNum> = TypeNum::all().collect();
    Ok(DType::new(*u.choose(&all)?))
}

/// A shape of some axes and not many elements.
pub fn shape(u: &mut Unstructured<'_>, axes: usize) -> Result<Vec<isize>> {
    let ndim = u.int_in_range(0..=axes)?;
    if ndim > 0 && u.ratio(1, 6)? {
        // A long row for loops that take many elements at once.
        let mut shape = vec![1; ndim];
        let axis = u.choose_index(ndim)?;
        shape[axis] = u.int_in_range(1..=200)?;
        return Ok(shape);
    }
    (0..ndim)
        .map(|_| {
            Ok(if u.ratio(1, 16)? {
                0
            } else {
                u.int_in_range(1..=5)?
            })
        })
        .collect()
}

/// A shape that broadcasts to `full`.
pub fn broadcastable(u: &mut Unstructured<'_>, full: &[isize]) -> Result<Vec<isize>> {
    let skipped = if u.ratio(1, 3)? {
        u.int_in_range(0..=full.len())?
    } else {
        0
    };
    full[skipped..]
        .iter()
        .map(|&extent| Ok(if u.ratio(1, 5)? { 1 } else { extent }))
        .collect()
}

/// Any layout: order of axes, gaps, steps backwards, elements that are not aligned; with `repeat` elements may share memory.
pub fn lie(u: &mut Unstructured<'_>, shape: &[isize], itemsize: usize, repeat: bool) -> Result<Lie> {
    let itemsize = itemsize as isize;
    let mut order: Vec<usize> = (0..shape.len()).rev().collect();
    if u.ratio(1, 2)? {
        for place in 1..order.len() {
            order.swap(place, u.choose_index(place + 1)?);
        }
    }
    let gaps: bool = u.arbitrary()?;
    let unaligned = u.ratio(1, 8)?;
    let mut step = itemsize + if unaligned { u.int_in_range(0..=3)? } else { 0 };
    let mut first = if unaligned { u.int_in_range(0..=7)? } else { 0 };
    let mut strides = vec![0; shape.len()];
    let mut last = 0;
    for axis in order {
        if repeat && u.ratio(1, 10)? {
            // Once in a while a window that slides along the elements, else the same element again.
            strides[axis] = if u.ratio(1, 4)? { itemsize } else { 0 };
            last += strides[axis] * (shape[axis] - 1).max(0);
            continue;
        }
        let stride = step * if gaps { u.int_in_range(1..=3)? } else { 1 };
        step = stride * shape[axis].max(1);
        let reach = stride * (shape[axis] - 1).max(0);
        if gaps && u.ratio(1, 4)? {
            strides[axis] = -stride;
            first += reach;
        } else {
            strides[axis] = stride;
            last += reach;
        }
    }
    let size = if shape.contains(&0) {
        first
    } else {
        first + last + itemsize
    };
    Ok(Lie {
        shape: shape.to_vec(),
        strides,
        first: first as usize,
        size: size as usize,
    })
}

/// Memory with any bytes in it.
pub fn memory(u: &mut Unstructured<'_>, size: usize) -> Result<Array> {
    let memory = Array::zeros(DType::UINT8, &[size as isize]).expect("little memory");
    let mut state: u64 = u.arbitrary::<u64>()? | 1;
    for at in 0..size {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // SAFETY: the memory has so many bytes.
        unsafe { memory.view().data().add(at).write((state >> 32) as u8) };
    }
    Ok(memory)
}

impl Placed {
    /// An array of any layout; see [`lie`] and [`memory`].
    pub fn draw(
        u: &mut Unstructured<'_>,
        dtype: DType,
        shape: &[isize],
        repeat: bool,
        small: bool,
    ) -> Result<Placed> {
        let lie = lie(u, shape, dtype.itemsize(), repeat)?;
        let placed = Placed {
            memory: memory(u, lie.size)?,
            dtype,
            lie,
        };
        placed.tidy(u, small)?;
        Ok(placed)
    }

    /// An array in memory that is there.
    pub fn within(memory: Array, dtype: DType, lie: Lie) -> Placed {
        assert!(lie.size <= memory.view().size());
        Placed { memory, dtype, lie }
    }

    /// Makes truth values of 0 and 1, and other elements small if that is asked for.
    pub fn tidy(&self, u: &mut Unstructured<'_>, small: bool) -> Result<()> {
        let small = small || u.ratio(1, 3)?;
        for index in indices(&self.lie.shape) {
            let at = self.view().element(&index).expect("an index within the shape");
            // SAFETY: `at` is an element's place, and it has a byte.
            let byte = unsafe { at.read() };
            let value = match self.dtype.kind() {
                Kind::Bool => Scalar::from(byte % 2 == 1),
                _ if small => Scalar::UInt8(byte % 8).cast(self.dtype),
                _ => continue,
            };
            // SAFETY: it is an element of that dtype.
            unsafe { value.write(at) };
        }
        Ok(())
    }

    /// The array.
    pub fn view(&self) -> View<'_> {
        of(&self.memory, self.dtype, &self.lie)
    }

    /// Another array in the same memory.
    pub fn also<'a>(&'a self, dtype: DType, lie: &'a Lie) -> View<'a> {
        of(&self.memory, dtype, lie)
    }

    /// A copy of the memory, and another array in it if there is room.
    pub fn copy_as(&self, dtype: DType, lie: &Lie) -> Option<Placed> {
        let bytes = self.bytes();
        (lie.size <= bytes.len()).then(|| Placed::within(Array::from_vec(bytes), dtype, lie.clone()))
    }

    /// All bytes, in the array and around it.
    pub fn bytes(&self) -> Vec<u8> {
        self.memory.to_vec::<u8>()
    }

    /// Whether a byte of the memory belongs to an element.
    pub fn covered(&self) -> Vec<bool> {
        let mut covered = vec![false; self.memory.view().size()];
        for index in indices(&self.lie.shape) {
            let offset: isize = index.iter().zip(&self.lie.strides).map(|(a, b)| a * b).sum();
            let start = (self.lie.first as isize + offset) as usize;
            covered[start..start + self.dtype.itemsize()].fill(true);
        }
        covered
    }

    /// Panics if bytes that belong to no element are not what they were.
    pub fn check_rest(&self, before: &[u8]) {
        for (place, ((now, then), covered)) in self.bytes().iter().zip(before).zip(self.covered()).enumerate()
        {
            assert!(
                covered || now == then,
                "byte {place} was written, which is no element's: {:?}",
                self.lie
            );
        }
    }
}

/// The array that lies so in memory.
fn of<'a>(memory: &'a Array, dtype: DType, lie: &'a Lie) -> View<'a> {
    assert!(lie.size <= memory.view().size());
    // SAFETY: `lie` counted the bytes that the elements take, and there are as many.
    unsafe {
        View::new(
            memory.view().data().add(lie.first),
            dtype,
            &lie.shape,
            &lie.strides,
        )
    }
}

/// All indices, last axis fastest.
pub fn indices(shape: &[isize]) -> Vec<Vec<isize>> {
    let mut found = vec![vec![]];
    for &extent in shape {
        found = found
            .into_iter()
            .flat_map(|index: Vec<isize>| (0..extent).map(move |place| [&index[..], &[place]].concat()))
            .collect();
    }
    found
}

/// The elements, last axis fastest.
pub fn elements(view: View<'_>) -> Vec<Scalar> {
    let get = |index: Vec<isize>| view.get(&index).expect("an index within the shape");
    indices(view.shape()).into_iter().map(get).collect()
}

/// The index into an array that broadcasts to a shape with this index.
pub fn lowered(index: &[isize], shape: &[isize]) -> Vec<isize> {
    let own = &index[index.len() - shape.len()..];
    own.iter()
        .zip(shape)
        .map(|(&place, &extent)| if extent == 1 { 0 } else { place })
        .collect()
}

/// An array without axes.
pub fn single(value: Scalar) -> Placed {
    let memory = Array::zeros(DType::UINT8, &[value.dtype().itemsize() as isize]).expect("little memory");
    // SAFETY: the memory has the bytes of one element.
    unsafe { value.write(memory.view().data()) };
    let lie = Lie {
        shape: vec![],
        strides: vec![],
        first: 0,
        size: value.dtype().itemsize(),
    };
    Placed::within(memory, value.dtype(), lie)
}

/// Whether two values are the same: NaN is NaN, and floats may differ by the rounding of their last places.
pub fn same(a: Scalar, b: Scalar) -> bool {
    fn near(a: f64, b: f64, unit: f64) -> bool {
        a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= unit * a.abs().max(b.abs())
    }
    let float = |value: Scalar| match value.cast(DType::FLOAT64) {
        Scalar::Float64(value) => value,
        _ => unreachable!("a cast gives the dtype that was asked for"),
    };
    match (a, b) {
        (Scalar::Float16(_), Scalar::Float16(_)) => near(float(a), float(b), 2e-3),
        (Scalar::Float32(_), Scalar::Float32(_)) => near(float(a), float(b), 1e-6),
        (Scalar::Float64(_), Scalar::Float64(_)) => near(float(a), float(b), 4e-15),
        (Scalar::Complex64(a), Scalar::Complex64(b)) => {
            near(a.re as f64, b.re as f64, 1e-5) && near(a.im as f64, b.im as f64, 1e-5)
        }
        (Scalar::Complex128(a), Scalar::Complex128(b)) => near(a.re, b.re, 1e-13) && near(a.im, b.im, 1e-13),
        _ => a == b,
    }
}
