"""Native functions by way of the JVM's own foreign functions, for GraalPy on a JVM.

A call through ctypes converts each argument by a call of its own, three times as slow and much more for the compiler.
The JVM lets other threads run meanwhile, which ctypes there does not.
"""


def binder():
    """``bind(address, count)`` gives a callable with up to two integers for a native function; None: no such JVM."""
    try:
        import java

        linker = java.type("java.lang.foreign.Linker").nativeLinker()
        describe = java.type("java.lang.foreign.FunctionDescriptor").of
        segment = java.type("java.lang.foreign.MemorySegment").ofAddress
        word = java.type("java.lang.foreign.ValueLayout").JAVA_LONG
        implement = java.type("java.lang.invoke.MethodHandleProxies").asInterfaceInstance
        unary = java.type("java.util.function.LongUnaryOperator")
        binary = java.type("java.util.function.LongBinaryOperator")
        # Whether it may be done at all is up to who started the JVM.
        linker.downcallHandle(describe(word, word))
    except Exception:
        # Without a JVM, or on one before Java 22, each in its own way.
        return None

    def bind(address, count):
        handle = linker.downcallHandle(segment(address), describe(word, *[word] * count))
        return implement(binary if count == 2 else unary, handle).applyAsLong

    return bind
