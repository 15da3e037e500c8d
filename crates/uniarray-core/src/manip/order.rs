//! Memory orders, NumPy's `order=` argument.

/// In which order elements are read or laid out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Order {
    /// Last axis fastest.
    #[default]
    C,
    /// First axis fastest.
    F,
    /// F if the array is F- and not C-contiguous, else C.
    A,
    /// As the array lies in memory.
    K,
}

impl Order {
    /// Reads NumPy's letter, of either case.
    pub fn parse(text: &str) -> Option<Order> {
        Some(match text {
            "C" | "c" => Order::C,
            "F" | "f" => Order::F,
            "A" | "a" => Order::A,
            "K" | "k" => Order::K,
            _ => return None,
        })
    }
}
