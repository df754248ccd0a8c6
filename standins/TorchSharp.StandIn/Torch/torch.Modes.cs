namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => Shim.shim_grad_mode() != 0;

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => Shim.shim_inference_mode() != 0;

    public static void set_num_threads(int num) => Shim.Check(Shim.shim_set_num_threads(num));

    public static int get_num_threads() => Shim.shim_num_threads();

    public static void set_num_interop_threads(int num) => Shim.Check(Shim.shim_set_num_interop_threads(num));

    public static int get_num_interop_threads() => Shim.shim_num_interop_threads();

    public static DisposeScope NewDisposeScope() => DisposeScopeManager.OfThread.Open();

#nullable enable annotations
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.OfThread.Current;
#nullable restore annotations

    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static unsafe string __version__ => System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)Shim.shim_version());

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = Shim.shim_grad_mode();

        internal GradMode(bool enabled) => Shim.shim_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => Shim.shim_set_grad_mode(_before);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint _guard = Shim.shim_enter_inference_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (_guard != 0)
                Shim.shim_leave_inference_mode(_guard);
            _guard = 0;
        }
    }
}
