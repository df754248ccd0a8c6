using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// A tensor that modules and optimizers treat as trainable. It takes over the data's handle, and its place in a dispose scope.
    public class Parameter : torch.Tensor
    {
        internal Parameter(nint handle) : base(handle)
        {
        }

        public Parameter(torch.Tensor data, bool requires_grad = true) : base(data.with_requires_grad(requires_grad).DecoupleFromNativeHandle())
        {
            var scope = data.OwningDisposeScope;
            if (scope is null)
            {
                DetachFromDisposeScope();
                return;
            }

            MoveToOtherDisposeScope(scope);
            scope.Forget(data);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
