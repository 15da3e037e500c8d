use super::*;
use crate::level::Level;

/// Sizes that cross the limits of tiles, panels, blocks and of what is read where it lies.
const SIZES: [[usize; 3]; 10] = [
    [1, 1, 1],
    [3, 5, 7],
    [8, 300, 24],
    [9, 600, 25],
    [33, 20, 49],
    [40, 513, 250],
    [70, 1100, 17],
    [31, 5, 300],
    [150, 30, 4],
    [2060, 3, 5],
];

/// Small whole numbers, whose sums of products are exact.
trait Sample:
    Number + Default + PartialEq + std::fmt::Debug + std::ops::Add<Output = Self> + std::ops::Mul<Output = Self>
{
    fn sample(place: usize) -> Self;
}

macro_rules! samples {
    ($($number:ty: $make:expr;)*) => { $(
        impl Sample for $number {
            fn sample(place: usize) -> $number {
                let whole = |place: usize| (place * 7 % 11) as i8 - 5;
                $make(whole(place).into(), whole(place + 3).into())
            }
        }
    )* };
}
samples! { f32: |a: f32, _: f32| a; f64: |a: f64, _: f64| a; C64: C64::new; C128: C128::new; }

/// A matrix in memory of its own: `turned` by columns, with gaps of `step - 1` elements.
struct Held<T> {
    memory: Vec<T>,
    down: isize,
    along: isize,
}

impl<T: Sample> Held<T> {
    fn new(rows: usize, columns: usize, turned: bool, step: usize) -> Held<T> {
        let memory = (0..rows * columns * step).map(T::sample).collect();
        let [rows, columns, step] = [rows, columns, step].map(usize::cast_signed);
        let (down, along) = if turned {
            (step, rows * step)
        } else {
            (columns * step, step)
        };
        Held { memory, down, along }
    }

    fn grid(&mut self) -> Grid<T> {
        Grid {
            start: self.memory.as_mut_ptr(),
            down: self.down,
            along: self.along,
        }
    }

    fn at(&self, row: usize, column: usize) -> T {
        self.memory[row * self.down.cast_unsigned() + column * self.along.cast_unsigned()]
    }
}

fn products_are_sums<T: Sample>() {
    for sizes @ [rows, inner, columns] in SIZES {
        for layout in 0..16 {
            let step = 1 + layout / 8;
            let mut a = Held::<T>::new(rows, inner, layout & 1 != 0, step);
            let mut b = Held::<T>::new(inner, columns, layout & 2 != 0, step);
            let mut out = Held::<T>::new(rows, columns, layout & 4 != 0, step);
            // SAFETY: matrices of these sizes, each in memory of its own; the callers have looked at the level.
            unsafe { multiply::<T>(sizes, [a.grid(), b.grid(), out.grid()]) };
            // Not all of a large matrix: its edges, and some of what lies between them.
            let some = |extent: usize| (0..extent).filter(move |place| place % 7 == 0 || place + 9 > extent);
            for row in some(rows) {
                for column in some(columns) {
                    let sum = (0..inner).fold(T::default(), |sum, k| sum + a.at(row, k) * b.at(k, column));
                    assert_eq!(
                        out.at(row, column),
                        sum,
                        "{sizes:?}, layout {layout}, at {row}, {column}"
                    );
                }
            }
        }
    }
}

#[test]
fn products_of_every_size_and_layout_are_sums_of_products() {
    if Level::detect() >= Level::V4 {
        products_are_sums::<f32>();
        products_are_sums::<f64>();
        products_are_sums::<C64>();
        products_are_sums::<C128>();
    }
}

#[test]
fn an_element_has_the_same_bits_in_every_part_of_a_product() {
    if Level::detect() < Level::V4 {
        return;
    }
    let third = |place: usize| 1.0 / (3.0 + place as f32);
    let (rows, inner, columns) = (70, 700, 90);
    let mut a: Vec<f32> = (0..rows * inner).map(third).collect();
    let mut b: Vec<f32> = (0..inner * columns).map(third).collect();
    let grid = |memory: &mut Vec<f32>, down: usize| Grid {
        start: memory.as_mut_ptr(),
        down: down.cast_signed(),
        along: 1,
    };
    let mut whole = vec![0.0; rows * columns];
    let grids = [grid(&mut a, inner), grid(&mut b, columns)];
    // SAFETY: matrices of these sizes.
    unsafe {
        multiply(
            [rows, inner, columns],
            [grids[0], grids[1], grid(&mut whole, columns)],
        )
    };
    for (first, count) in [(0, 3), (3, 30), (33, 37)] {
        let mut part = vec![0.0; count * columns];
        // SAFETY: some rows of them.
        unsafe {
            multiply(
                [count, inner, columns],
                [grids[0].from(first, 0), grids[1], grid(&mut part, columns)],
            )
        };
        assert_eq!(part, whole[first * columns..][..count * columns]);
        let mut part = vec![0.0; rows * count];
        // SAFETY: some columns of them.
        unsafe {
            multiply(
                [rows, inner, count],
                [grids[0], grids[1].from(0, first), grid(&mut part, count)],
            )
        };
        for row in 0..rows {
            assert_eq!(
                part[row * count..][..count],
                whole[row * columns + first..][..count]
            );
        }
    }
}
