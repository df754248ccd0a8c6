namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public bool requires_grad
        {
            get
            {
                var value = Shim.shim_requires_grad(Handle) != 0;
                GC.KeepAlive(this);
                return value;
            }

            set
            {
                Shim.Check(Shim.shim_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad()
        {
            Shim.Check(Shim.shim_retain_grad(Handle));
            GC.KeepAlive(this);
        }

#nullable enable annotations
        public Tensor? grad
#nullable restore annotations
        {
            get
            {
                nint handle;
                Shim.Check(Shim.shim_grad(Handle, &handle));
                GC.KeepAlive(this);
                return handle == 0 ? null : new Tensor(handle);
            }

            set
            {
                Shim.Check(Shim.shim_set_grad(Handle, value is null ? 0 : value.Handle));
                GC.KeepAlive(value);
                GC.KeepAlive(this);
            }
        }

        public void backward() => autograd.Run([this], null, false, false, null);

        public void backward(IList<Tensor> grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor> inputs = null) =>
            autograd.Run([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor alias() => new(AliasHandle());

        internal nint AliasHandle()
        {
            nint handle;
            Shim.Check(Shim.shim_alias(Handle, &handle));
            GC.KeepAlive(this);
            return handle;
        }

        public Tensor detach() => Aten.Call("aten::detach", this);

        public Tensor detach_()
        {
            Aten.CallInPlace("aten::detach_", this);
            return this;
        }

        public Tensor clone() => Aten.Call("aten::clone", this);
    }
}
