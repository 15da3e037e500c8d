//! N-dimensional arrays without Python: dtypes, layout, iteration, kernels.
