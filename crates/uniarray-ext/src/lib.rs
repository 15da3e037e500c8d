//! The universal binary of uniarray: ndarray, dtype, ufunc and scalars over HPy handles.
