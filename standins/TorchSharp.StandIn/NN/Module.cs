using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // Entirely managed: the real class also keeps a native twin, which nothing visible depends on.
        public abstract partial class Module : IDisposable
        {
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;
            protected OrderedDict<string, Module> _internal_submodules = new();
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected OrderedDict<string, Parameter> _internal_params = new();
            protected string name;

            private bool _training = true;
            private bool _componentsRegistered;

            protected Module(string name) => this.name = name;

            internal bool IsDisposed { get; private set; }

            public virtual bool training => _training;

            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, child) in named_children())
                    child.train(train);
            }

            public virtual void eval() => train(false);

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in named_children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var (_, parameter) in named_parameters())
                {
                    using var grad = parameter.grad;
                    if (grad is null)
                        continue;
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        Aten.CallInPlace("aten::zero_", grad);
                }
            }

            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || IsDisposed)
                    return;

                IsDisposed = true;
                foreach (var (_, buffer) in _internal_buffers)
                    Release(buffer.Item1);
                foreach (var (_, parameter) in _internal_params)
                    Release(parameter);
                foreach (var (_, child) in named_children())
                    child.Dispose();
            }

            private static void Release(Tensor tensor)
            {
                if (tensor.IsInvalid)
                    return;
                tensor.DetachFromDisposeScope();
                tensor.Dispose();
            }

            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());
        }
    }
}
