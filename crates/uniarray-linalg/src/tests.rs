use super::*;

type C = Complex<f64>;

/// Row-major product of an `m` by `n` and an `n` by `k` matrix.
fn product<T: Scalar>(a: &[T], b: &[T], [m, n, k]: [usize; 3]) -> Vec<T> {
    let mut out = vec![T::zero(); m * k];
    for i in 0..m {
        for j in 0..k {
            out[i * k + j] = (0..n).fold(T::zero(), |sum, l| sum + a[i * n + l] * b[l * k + j]);
        }
    }
    out
}

fn close<T: Scalar>(one: &[T], other: &[T]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(a, b)| num_complex::ComplexFloat::abs(*a - *b) < 1e-12)
}

fn adjoint<T: Scalar>(a: &[T], [m, n]: [usize; 2]) -> Vec<T> {
    (0..n * m)
        .map(|place| num_complex::ComplexFloat::conj(a[place % m * n + place / m]))
        .collect()
}

const A: [f64; 9] = [2.0, -1.0, 0.5, 4.0, 0.0, 3.0, -2.0, 5.0, 1.0];

fn complex() -> Vec<C> {
    A.iter()
        .zip(A.iter().rev())
        .map(|(re, im)| C::new(*re, *im))
        .collect()
}

#[test]
fn the_determinant_has_the_sign_of_the_exchanges() {
    assert_eq!(determinant(&[0.0, 1.0, 1.0, 0.0], 2), -1.0);
    assert_eq!(
        determinant(&[0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0], 3),
        1.0
    );
    assert_eq!(determinant::<f64>(&[], 0), 1.0);
    let (sign, log) = log_determinant(&A, 3);
    assert!((sign * log.exp() - determinant(&A, 3)).abs() < 1e-12);
    assert_eq!(
        log_determinant(&[1.0, 1.0, 1.0, 1.0], 2),
        (0.0, f64::NEG_INFINITY)
    );
    let (sign, log) = log_determinant(&complex(), 3);
    assert!((sign * log.exp() - determinant(&complex(), 3)).norm() < 1e-10);
}

#[test]
fn solutions_solve_and_singular_matrices_are_told() {
    let b = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let mut x = b;
    assert!(solve(&A, 3, &mut x, 2));
    assert!(close(&product(&A, &x, [3, 3, 2]), &b));
    assert!(!solve(&[1.0, 1.0, 1.0, 1.0], 2, &mut [1.0, 1.0], 1));
}

#[test]
fn factors_multiply_to_the_matrix() {
    let square = product(&complex(), &adjoint(&complex(), [3, 3]), [3, 3, 3]);
    let mut lower = vec![C::ZERO; 9];
    assert!(cholesky(&square, 3, &mut lower));
    assert!(close(
        &product(&lower, &adjoint(&lower, [3, 3]), [3, 3, 3]),
        &square
    ));
    assert!(!cholesky(&[-1.0], 1, &mut [0.0]));
    for (m, n, columns) in [(3, 2, 2), (3, 2, 3), (2, 3, 2)] {
        let (mut q, mut r) = (vec![0.0; m * columns], vec![0.0; columns * n]);
        qr(&A[..m * n], [m, n], &mut q, &mut r, columns);
        assert!(
            close(&product(&q, &r, [m, columns, n]), &A[..m * n]),
            "{m} {n} {columns}"
        );
    }
}

#[test]
fn eigenvectors_are_only_stretched() {
    let (mut values, mut vectors) = (vec![C::ZERO; 3], vec![C::ZERO; 9]);
    for a in [A.map(C::from).to_vec(), complex()] {
        eigen(&a, 3, &mut values, &mut vectors).unwrap();
        let stretched: Vec<C> = (0..9).map(|place| vectors[place] * values[place % 3]).collect();
        assert!(close(&product(&a, &vectors, [3, 3, 3]), &stretched));
    }
    eigen(&A, 3, &mut values, &mut vectors).unwrap();
    let real = A.map(C::from);
    let stretched: Vec<C> = (0..9).map(|place| vectors[place] * values[place % 3]).collect();
    assert!(close(&product(&real, &vectors, [3, 3, 3]), &stretched));

    let hermitian = product(&complex(), &adjoint(&complex(), [3, 3]), [3, 3, 3]);
    let mut ascending = [0.0; 3];
    eigen_hermitian(&hermitian, 3, &mut ascending, Some(&mut vectors)).unwrap();
    assert!(ascending.is_sorted());
    let stretched: Vec<C> = (0..9)
        .map(|place| vectors[place] * ascending[place % 3])
        .collect();
    assert!(close(&product(&hermitian, &vectors, [3, 3, 3]), &stretched));
    let mut only = [0.0; 3];
    eigen_hermitian(&hermitian, 3, &mut only, None).unwrap();
    assert!(close(&only, &ascending));
}

#[test]
fn singular_vectors_multiply_to_the_matrix() {
    for full in [false, true] {
        for (m, n) in [(3, 2), (2, 3)] {
            let (rows, columns) = if full { (n, m) } else { (2, 2) };
            let (mut s, mut u, mut vh) = ([0.0; 2], vec![0.0; m * columns], vec![0.0; rows * n]);
            singular_values(&A[..6], [m, n], &mut s, Some((&mut u, &mut vh, full))).unwrap();
            assert!(s[0] >= s[1]);
            let mut diagonal = vec![0.0; columns * rows];
            for i in 0..2 {
                diagonal[i * rows + i] = s[i];
            }
            let back = product(&product(&u, &diagonal, [m, columns, rows]), &vh, [m, rows, n]);
            assert!(close(&back, &A[..6]), "{m} {n} {full}");
            let mut only = [0.0; 2];
            singular_values(&A[..6], [m, n], &mut only, None).unwrap();
            assert!(close(&only, &s));
        }
    }
}
