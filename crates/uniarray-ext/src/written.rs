//! Methods and attributes of arrays that are written in Python, because they are no more than calls of others.

use crate::array::NdArray;
use crate::array::walked::Flat;
use hpy::{Args, ClassDef, Ctx, Exc, Global, Handle, Kwargs, ModuleDef, Obj, Object, Ref};
use std::ffi::CStr;

/// Declares methods: name, and the function in the package's module that gets the array and all arguments.
macro_rules! written {
    (methods { $($name:ident = $function:ident in $module:literal, $doc:literal;)* }
     getters { $($getter:ident = $finder:ident in $place:literal, $text:literal;)* }) => {
        $(fn $name<'c>(
            ctx: Ctx<'c>,
            this: Obj<'_, 'c, NdArray>,
            args: Args<'_, 'c>,
            kwargs: Kwargs<'_, 'c>,
        ) -> hpy::Result<Handle<'c>> {
            let function = function_of(ctx, &globals::$name, $module, c_name!($function))?;
            call(function.as_ref(), this, args, kwargs)
        })*

        $(fn $getter<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, NdArray>) -> hpy::Result<Handle<'c>> {
            function_of(ctx, &globals::$getter, $place, c_name!($finder))?.call((this.handle(),))
        })*

        /// The functions, once they were needed.
        #[allow(non_upper_case_globals, reason = "named as the methods are")]
        mod globals {
            use hpy::Global;
            $(pub static $name: Global = Global::new();)*
            $(pub static $getter: Global = Global::new();)*
        }

        /// Registers what the methods keep.
        pub fn define(module: &mut ModuleDef) {
            $(module.global(&globals::$name);)*
            define_attribute_globals(module);
            $(module.global(&globals::$getter);)*
        }

        /// Registers the methods and attributes.
        pub fn define_methods(class: &mut ClassDef<NdArray>) {
            $(class.method(c_name!($name), $name).doc($doc);)*
            $(class.getter(c_name!($getter), $getter).doc($text);)*
        }
    };
}

macro_rules! c_name {
    ($name:ident) => {
        const {
            match CStr::from_bytes_with_nul(concat!(stringify!($name), "\0").as_bytes()) {
                Ok(name) => name,
                Err(_) => panic!("a name without zeros"),
            }
        }
    };
}

written! {
    methods {
    var = method_var in "uniarray._spread",
        c"var($self, /, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None)\n--\n\n\
            The variance.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 2, 3, 4]).var()\n\
            np.float64(1.25)\n";
    std = method_std in "uniarray._spread",
        c"std($self, /, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None)\n--\n\n\
            The standard deviation.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 3, 1, 3]).std()\n\
            np.float64(1.0)\n";
    __array_ufunc__ = array_ufunc in "uniarray._overrides",
        c"__array_ufunc__($self, ufunc, method, /, *inputs, **kwargs)\n--\n\n\
            The call itself, unless another class has a say in it.";
    __array_function__ = array_function in "uniarray._overrides",
        c"__array_function__($self, /, func, types, args, kwargs)\n--\n\n\
            The call itself, if all types are derived from ndarray.";
    __array_namespace__ = array_namespace in "uniarray._methods",
        c"__array_namespace__($self, /, *, api_version=None)\n--\n\n\
            The module with the functions of the array API standard.";
    __dlpack__ = dlpack in "uniarray._methods",
        c"__dlpack__($self, /, *, stream=None, max_version=None, dl_device=None, copy=None)\n--\n\n\
            A capsule of the memory, for other libraries.";
    __dlpack_device__ = dlpack_device in "uniarray._methods",
        c"__dlpack_device__($self, /)\n--\n\n\
            Kind and number of the device, in DLPack's terms.";
    to_device = to_device in "uniarray._methods",
        c"to_device($self, device, /, *, stream=None)\n--\n\n\
            The array itself, as 'cpu' is the only device.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.arange(3).to_device('cpu')\n\
            array([0, 1, 2])\n";
    clip = clip in "uniarray._methods",
        c"clip($self, /, min=None, max=None, out=None, **kwargs)\n--\n\n\
            Values outside an interval replaced by its ends; see uniarray.clip.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.arange(5).clip(1, 3)\n\
            array([1, 1, 2, 3, 3])\n";
    round = round in "uniarray._methods",
        c"round($self, /, decimals=0, out=None)\n--\n\n\
            The values rounded, halves to even; see uniarray.round.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1.26, 2.5]).round(1)\n\
            array([1.3, 2.5])\n";
    conj = conjugate in "uniarray._methods",
        c"conj($self, /)\n--\n\n\
            The complex conjugates; of real numbers the array itself.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1+2j]).conj()\n\
            array([1.-2.j])\n";
    conjugate = conjugate in "uniarray._methods",
        c"conjugate($self, /, out=None)\n--\n\n\
            The complex conjugates; of real numbers the array itself.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1+2j]).conjugate()\n\
            array([1.-2.j])\n";
    resize = resize in "uniarray._methods",
        c"resize($self, /, *new_shape, refcheck=True)\n--\n\n\
            Another shape in place, with zeros for what is new.\n\
            \n\
            >>> import uniarray as np\n\
            >>> a = np.array([1, 2, 3])\n\
            >>> a.resize((2, 2))\n\
            >>> a\n\
            array([[1, 2],\n\
            \x20      [3, 0]])\n";
    byteswap = byteswap in "uniarray._memory_views",
        c"byteswap($self, /, inplace=False)\n--\n\n\
            The elements with their bytes in the opposite order.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1, 256], 'i2').byteswap()\n\
            array([256,   1], dtype=int16)\n";
    getfield = getfield in "uniarray._memory_views",
        c"getfield($self, /, dtype, offset=0)\n--\n\n\
            A view of a part of each element, as another dtype.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.array([1 + 2j]).getfield('f8', 8)\n\
            array([2.])\n";
    setfield = setfield in "uniarray._memory_views",
        c"setfield($self, /, val, dtype, offset=0)\n--\n\n\
            Writes a part of each element, which is of another dtype.\n\
            \n\
            >>> import uniarray as np\n\
            >>> a = np.array([1 + 2j])\n\
            >>> a.setfield(5, 'f8', 8)\n\
            >>> a\n\
            array([1.+5.j])\n";
    trace = trace in "uniarray._methods",
        c"trace($self, /, offset=0, axis1=0, axis2=1, dtype=None, out=None)\n--\n\n\
            The sum along a diagonal.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.eye(3).trace()\n\
            np.float64(3.0)\n";
    __reduce__ = reduce in "uniarray._pickling",
        c"__reduce__($self, /)\n--\n\n\
            What pickle needs: a function, its arguments, and a state for `__setstate__`.";
    __reduce_ex__ = reduce_ex in "uniarray._pickling",
        c"__reduce_ex__($self, protocol, /)\n--\n\n\
            What pickle needs; from protocol 5 on the memory itself, which need not be copied.";
    __setstate__ = setstate in "uniarray._pickling",
        c"__setstate__($self, state, /)\n--\n\n\
            Gives an array that was made for it the version, shape, dtype, order and bytes of a pickle.";
    __format__ = format in "uniarray._printing",
        c"__format__($self, spec, /)\n--\n\n\
            The text of an array without axes as that of its element; of others only without a specification.";
    dump = dump in "uniarray._pickling",
        c"dump($self, /, file)\n--\n\n\
            Writes a pickle of the array to a file, which may be given by its name.\n\
            \n\
            >>> import tempfile\n\
            >>> import uniarray as np\n\
            >>> with tempfile.TemporaryFile() as file:\n\
            ...     np.arange(3).dump(file)\n\
            ...     _ = file.seek(0)\n\
            ...     np.load(file, allow_pickle=True)\n\
            array([0, 1, 2])\n";
    dumps = dumps in "uniarray._pickling",
        c"dumps($self, /)\n--\n\n\
            A pickle of the array as bytes.\n\
            \n\
            >>> import pickle\n\
            >>> import uniarray as np\n\
            >>> pickle.loads(np.arange(3).dumps())\n\
            array([0, 1, 2])\n";
    tofile = tofile in "uniarray._files",
        c"tofile($self, fid, /, sep='', format='%s')\n--\n\n\
            Writes the elements to a file in C order, as bytes or as text with a separator.\n\
            \n\
            >>> import tempfile\n\
            >>> import uniarray as np\n\
            >>> with tempfile.TemporaryFile() as file:\n\
            ...     np.arange(3, dtype='u1').tofile(file)\n\
            ...     file.tell()\n\
            3\n";
    }
    getters {
    __array_interface__ = interface_of in "uniarray._interfaces",
        c"The memory, described as a dictionary (version 3 of NumPy's protocol).\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((2, 3)).__array_interface__['typestr']\n\
            '<f8'\n";
    }
}

/// Declares attributes: name, the functions that get the array, and the array and a value.
macro_rules! written_attributes {
    ($($name:ident $(by $own:path)? = $get:ident, $set:ident in $module:literal, $doc:literal;)*) => {
        $(mod $name {
            use super::*;

            pub static GET: Global = Global::new();
            pub static SET: Global = Global::new();

            pub fn get<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, NdArray>) -> hpy::Result<Handle<'c>> {
                $(return $own(ctx, this);)?
                #[allow(unreachable_code, reason = "where a function of our own does it")]
                function_of(ctx, &GET, $module, c_name!($get))?.call((this.handle(),))
            }

            pub fn set<'c>(
                ctx: Ctx<'c>,
                this: Obj<'_, 'c, NdArray>,
                value: Option<Ref<'_, 'c>>,
            ) -> hpy::Result<()> {
                let Some(value) = value else {
                    let text = concat!("Cannot delete array ", stringify!($name));
                    return Err(ctx.raise(Exc::AttributeError, text));
                };
                let _ = function_of(ctx, &SET, $module, c_name!($set))?.call((this.handle(), value))?;
                Ok(())
            }
        })*

        fn define_attribute_globals(module: &mut ModuleDef) {
            $(module.global(&$name::GET).global(&$name::SET);)*
        }

        /// Registers the attributes.
        pub fn define_attributes(class: &mut ClassDef<NdArray>) {
            $(class.property(c_name!($name), $name::get, $name::set).doc($doc);)*
        }
    };
}

/// `a.flat`: on CPython a native iterator, which the module in Python has completed.
fn flat_of<'c>(ctx: Ctx<'c>, this: Obj<'_, 'c, NdArray>) -> hpy::Result<Handle<'c>> {
    let of = function_of(ctx, &flat::GET, "uniarray._flat", c"of")?;
    match ctx.is_cpython() {
        true => Flat::of(ctx, this),
        false => of.call((this.handle(),)),
    }
}

written_attributes! {
    flat by super::flat_of = of, assign in "uniarray._flat",
        c"The elements one after the other, in C order, read and written where they are.\n\
            \n\
            >>> import uniarray as np\n\
            >>> a = np.arange(6).reshape(2, 3)\n\
            >>> a.flat[4]\n\
            np.int64(4)\n";
    data = shown, refuse_data in "uniarray._memory_views",
        c"A memoryview of the elements.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros(3).data.nbytes\n\
            24\n";
    ctypes = as_ctypes, refuse_ctypes in "uniarray._memory_views",
        c"What the module `ctypes` needs to pass the array on: data, shape, strides, data_as.\n\
            \n\
            >>> import uniarray as np\n\
            >>> np.zeros((2, 3)).ctypes.strides[0]\n\
            24\n";
}

/// A function of one of the package's modules; it is kept once it was found.
///
/// # Errors
/// What the import raises.
pub fn function_of<'c>(
    ctx: Ctx<'c>,
    kept: &'static Global,
    module: &str,
    name: &CStr,
) -> hpy::Result<Handle<'c>> {
    if let Some(function) = kept.load(ctx) {
        return Ok(function);
    }
    // GraalPy's own import gives the package, not the module in it.
    let module = ctx
        .import(c"importlib")?
        .call_method(c"import_module", (module,))?;
    let function = module.getattr(name)?;
    kept.store(ctx, &function)?;
    Ok(function)
}

fn call<'c>(
    function: Ref<'_, 'c>,
    this: Obj<'_, 'c, NdArray>,
    args: Args<'_, 'c>,
    kwargs: Kwargs<'_, 'c>,
) -> hpy::Result<Handle<'c>> {
    let all: Vec<Ref<'_, 'c>> = std::iter::once(this.handle()).chain(args.iter()).collect();
    if kwargs.is_empty() {
        return function.call(&all[..]);
    }
    function.call_dict(&all[..], &kwargs.to_dict()?)
}
