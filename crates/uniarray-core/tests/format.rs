//! Text of arrays and scalars against what NumPy wrote down (`data/make_format.py`).

use uniarray_core::array::Array;
use uniarray_core::dtype::DType;
use uniarray_core::format::{FloatMode, PrintOptions, Sign, array_repr, array_str, scalar_repr, scalar_str};

#[test]
fn repr_and_str_are_numpys_letter_for_letter() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/format.txt");
    let path = std::env::var("FORMAT_CASES").unwrap_or_else(|_| committed.to_owned());
    let cases = std::fs::read_to_string(path).expect("the file of cases");
    let mut count = 0;
    let mut failures = Vec::new();
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        let [dtype, shape, options, bytes, repr, str] = line
            .split('\t')
            .collect::<Vec<_>>()
            .try_into()
            .expect("six fields");
        count += 1;
        let (our_repr, our_str) = texts(dtype, shape, options, bytes);
        for (ours, theirs) in [(our_repr, repr), (our_str, str)] {
            if ours.replace('\n', "\\n") != theirs {
                failures.push(format!(
                    "{dtype} ({shape}) {options} {bytes}\nNumPy {theirs}\nours  {}\n",
                    ours.replace('\n', "\\n")
                ));
            }
        }
    }
    assert!(count > 1000, "only {count} cases");
    assert!(
        failures.is_empty(),
        "{} of {count} cases differ:\n{}",
        failures.len(),
        failures[..failures.len().min(20)].join("\n")
    );
}

fn texts(dtype: &str, shape: &str, options: &str, bytes: &str) -> (String, String) {
    let dtype = DType::parse(dtype).expect("a dtype");
    let scalar = shape == "scalar";
    let extents: Vec<isize> = match shape {
        "" | "scalar" => Vec::new(),
        _ => shape
            .split(',')
            .map(|extent| extent.parse().expect("an extent"))
            .collect(),
    };
    let bytes: Vec<u8> = bytes
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("a byte"))
        .collect();
    let array = Array::zeros(dtype, &extents).expect("memory");
    let view = array.view();
    for place in 0..view.nbytes() {
        // SAFETY: within the block that `zeros` made.
        unsafe { view.data().add(place).write(bytes[place % bytes.len()]) };
    }
    if scalar {
        let element = view.get(&[]).expect("an element");
        return (scalar_repr(element), scalar_str(element));
    }
    let options = read_options(options);
    (array_repr(view, &options, "array"), array_str(view, &options))
}

fn read_options(text: &str) -> PrintOptions {
    let mut options = PrintOptions::default();
    for (name, value) in text.split(',').filter_map(|pair| pair.split_once('=')) {
        let number = || value.parse::<usize>().expect("a number");
        match name {
            "precision" => options.precision = number(),
            "threshold" => options.threshold = number(),
            "edgeitems" => options.edgeitems = number(),
            "linewidth" => options.linewidth = number(),
            "suppress" => options.suppress = number() == 1,
            "sign" => options.sign = Sign::parse(value).expect("a sign"),
            "floatmode" => options.floatmode = FloatMode::parse(value).expect("a mode"),
            "nanstr" => options.nanstr = value.to_owned().into(),
            "infstr" => options.infstr = value.to_owned().into(),
            _ => panic!("unknown option {name}"),
        }
    }
    options
}
