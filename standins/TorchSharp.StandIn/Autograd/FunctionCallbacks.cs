using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What libtorch's engine calls back: the backward of a managed function, and the death of its node.</summary>
internal static unsafe class FunctionCallbacks
{
    [UnmanagedCallersOnly]
    internal static long Backward(nint context, nint* gradients, int count, nint* results, int expected)
    {
        try
        {
            var application = (autograd.AutogradContext)GCHandle.FromIntPtr(context).Target;
            application.RunBackward(new ReadOnlySpan<nint>(gradients, count), new Span<nint>(results, expected));
            return 0;
        }
        catch (Exception e)
        {
            // No managed exception may cross native frames: it is kept here and thrown again where the backward pass was started.
            return GCHandle.ToIntPtr(GCHandle.Alloc(ExceptionDispatchInfo.Capture(e)));
        }
    }

    [UnmanagedCallersOnly]
    internal static void Forget(nint context)
    {
        if (context == 0)
            return;
        var handle = GCHandle.FromIntPtr(context);
        (handle.Target as autograd.AutogradContext)?.Dispose();
        handle.Free();
    }

    [UnmanagedCallersOnly]
    internal static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();

    internal static void Rethrow(long reference)
    {
        var handle = GCHandle.FromIntPtr((nint)reference);
        var thrown = (ExceptionDispatchInfo)handle.Target;
        handle.Free();
        thrown.Throw();
    }
}
