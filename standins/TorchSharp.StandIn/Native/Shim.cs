using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The exports of the C++ shim (native/). A status other than 0 means: ask <see cref="Throw"/>.</summary>
internal static unsafe class Shim
{
    private const string Library = "TorchSharpStandIn";
    private const string LibC = "libc";

#pragma warning disable CA2255 // libtorch reads these once, when it is loaded: no later place is early enough
    [ModuleInitializer]
    internal static void Prepare()
#pragma warning restore CA2255
    {
        // Spinning OpenMP workers steal the cores from whatever else runs. Environment.SetEnvironmentVariable does not reach libc.
        if (OperatingSystem.IsLinux())
        {
            _ = setenv("OMP_WAIT_POLICY", "passive", 0);
            _ = setenv("GOMP_SPINCOUNT", "0", 0);
        }

        NativeLibrary.SetDllImportResolver(typeof(Shim).Assembly, Resolve);
    }

    private static nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        var beside = Path.Combine(Path.GetDirectoryName(assembly.Location) ?? "", "lib" + Library + ".so");
        var handle = File.Exists(beside)
            ? NativeLibrary.Load(beside)
            : NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "lib" + Library + ".so"));
        SetCallbacks(handle);
        return handle;
    }

    private static void SetCallbacks(nint library)
    {
        var set = (delegate* unmanaged<delegate* unmanaged<nint, nint*, int, nint*, int, long>, delegate* unmanaged<nint, void>, void>)
            NativeLibrary.GetExport(library, "shim_set_callbacks");
        set(&FunctionCallbacks.Backward, &FunctionCallbacks.Forget);
    }

    [DllImport(LibC)] private static extern int setenv(string name, string value, int overwrite);

    internal static void Check(int status)
    {
        if (status != 0)
            Throw();
    }

    private static void Throw()
    {
        long reference;
        var message = Marshal.PtrToStringUTF8((nint)shim_error(&reference));
        if (reference != 0)
            FunctionCallbacks.Rethrow(reference);
        throw new ExternalException(message);
    }

    [DllImport(Library)] private static extern byte* shim_error(long* managed);
    [DllImport(Library)] internal static extern byte* shim_version();

    [DllImport(Library)] internal static extern int shim_find([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string overload, nint* found);
    [DllImport(Library)] internal static extern int shim_call(nint op, NativeValue* arguments, int count, NativeValue* few, int capacity, NativeValue** many, int* results);
    [DllImport(Library)] internal static extern void shim_free_block(void* block);

    [DllImport(Library)] internal static extern void shim_free(nint tensor);
    [DllImport(Library)] internal static extern int shim_alias(nint tensor, nint* result);
    [DllImport(Library), SuppressGCTransition] internal static extern long shim_dim(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern long shim_numel(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern int shim_dtype(nint tensor);
    [DllImport(Library), SuppressGCTransition] internal static extern long shim_size(nint tensor, long dim);
    [DllImport(Library), SuppressGCTransition] internal static extern void shim_device(nint tensor, int* type, int* index);
    [DllImport(Library), SuppressGCTransition] internal static extern void shim_sizes(nint tensor, long* sizes);
    [DllImport(Library)] internal static extern int shim_strides(nint tensor, long* strides);
    [DllImport(Library)] internal static extern int shim_info(nint tensor, long* storageOffset, long* elementSize, int* flags);
    [DllImport(Library)] internal static extern int shim_data(nint tensor, void** data);
    [DllImport(Library)] internal static extern int shim_item(nint tensor, int* kind, long* integer, double* number, double* imaginary);
    [DllImport(Library)] internal static extern int shim_from_copy(void* data, long bytes, long* sizes, int dims, int dtype, nint* result);
    [DllImport(Library)] internal static extern int shim_from_blob(void* data, long* sizes, int dims, int dtype, delegate* unmanaged<nint, void> free, nint pin, nint* result);
    [DllImport(Library)] internal static extern int shim_requires_grad(nint tensor);
    [DllImport(Library)] internal static extern int shim_set_requires_grad(nint tensor, int value);
    [DllImport(Library)] internal static extern int shim_retain_grad(nint tensor);
    [DllImport(Library)] internal static extern int shim_grad(nint tensor, nint* result);
    [DllImport(Library)] internal static extern int shim_set_grad(nint tensor, nint grad);

    [DllImport(Library), SuppressGCTransition] internal static extern int shim_grad_mode();
    [DllImport(Library), SuppressGCTransition] internal static extern void shim_set_grad_mode(int enabled);
    [DllImport(Library)] internal static extern int shim_inference_mode();
    [DllImport(Library)] internal static extern nint shim_enter_inference_mode(int enabled);
    [DllImport(Library)] internal static extern void shim_leave_inference_mode(nint guard);
    [DllImport(Library)] internal static extern int shim_anomaly_mode(int* checkNaN);
    [DllImport(Library)] internal static extern void shim_set_anomaly_mode(int enabled, int checkNaN);
    [DllImport(Library)] internal static extern int shim_set_default_dtype(int dtype);
    [DllImport(Library)] internal static extern int shim_num_threads();
    [DllImport(Library)] internal static extern int shim_num_interop_threads();
    [DllImport(Library)] internal static extern int shim_set_num_threads(int count);
    [DllImport(Library)] internal static extern int shim_set_num_interop_threads(int count);
    [DllImport(Library)] internal static extern int shim_manual_seed(ulong seed);

    [DllImport(Library)] internal static extern int shim_generator(int type, int index, int isDefault, ulong seed, nint* result);
    [DllImport(Library)] internal static extern void shim_free_generator(nint generator);
    [DllImport(Library)] internal static extern int shim_generator_manual_seed(nint generator, ulong seed);
    [DllImport(Library)] internal static extern int shim_generator_seed(nint generator, ulong* seed);
    [DllImport(Library)] internal static extern int shim_generator_initial_seed(nint generator, ulong* seed);
    [DllImport(Library)] internal static extern int shim_generator_state(nint generator, nint* state);
    [DllImport(Library)] internal static extern int shim_set_generator_state(nint generator, nint state);

    [DllImport(Library)] internal static extern int shim_cuda_available();
    [DllImport(Library)] internal static extern int shim_cudnn_available();
    [DllImport(Library)] internal static extern int shim_cuda_count();
    [DllImport(Library)] internal static extern int shim_cuda_seed(ulong seed, int all);
    [DllImport(Library)] internal static extern int shim_cuda_synchronize(long index);
    [DllImport(Library)] internal static extern int shim_backend_flag(int flag, int* value);
    [DllImport(Library)] internal static extern int shim_set_backend_flag(int flag, int value);

    [DllImport(Library)] internal static extern int shim_backward(nint* tensors, int count, nint* gradients, int gradientCount, int retainGraph, int createGraph, nint* inputs, int inputCount);
    [DllImport(Library)] internal static extern int shim_grad_of(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients, int gradientCount, int retainGraph, int createGraph, int allowUnused, nint* results);
    [DllImport(Library)] internal static extern int shim_begin_function([MarshalAs(UnmanagedType.LPUTF8Str)] string name, nint context, nint* inputs, int count, nint* node, int* executable);
    [DllImport(Library)] internal static extern int shim_end_function(nint reference, int executable, int materialize, nint* inputs, int inputCount, nint* constants, int constantCount, nint* dirty, int dirtyCount, nint* saved, int savedCount, nint* outputs, int outputCount, nint* results);
    [DllImport(Library)] internal static extern void shim_drop_function(nint reference);
    [DllImport(Library)] internal static extern int shim_node(nint reference, nint* node);
    [DllImport(Library)] internal static extern int shim_saved_count(nint node, int* count);
    [DllImport(Library)] internal static extern int shim_saved(nint node, nint* results);
}
