namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What one application of a function remembers between its forward and its backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> _data = [];
            private nint _node;

            internal AutogradContext()
            {
            }

            internal delegate void Backpropagation(AutogradContext context, ReadOnlySpan<nint> gradients, Span<nint> results);

            internal Backpropagation OnBackward { get; set; }

            /// <summary>Which of the values given to apply are tensors.</summary>
            internal bool[] IsTensor { get; set; } = [];

            internal List<Tensor> Saved { get; private set; } = [];

            internal List<Tensor> Dirty { get; private set; } = [];

            internal List<Tensor> NonDifferentiable { get; private set; } = [];

            public bool MaterializeGrads { get; private set; } = true;

            public void save_for_backward(List<Tensor> tensors) => Saved = tensors;

            public void mark_dirty(List<Tensor> tensors) => Dirty = tensors;

            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = tensors;

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            public void save_data(string key, object value) => _data[key] = value;

            public object get_data(string key) => _data[key];

            public unsafe List<Tensor> get_saved_variables()
            {
                if (_node == 0)
                    return Saved;
                int count;
                Shim.Check(Shim.shim_saved_count(_node, &count));
                var handles = new nint[count];
                fixed (nint* target = handles)
                    Shim.Check(Shim.shim_saved(_node, target));
                return Handles.Tensors(handles);
            }

            public void Dispose() => Dispose(true);

            public void Dispose(bool disposing)
            {
                _node = 0;
                _data.Clear();
                OnBackward = null;
            }

            /// <summary>From here on the node keeps what was saved, not this object: it must not hold on to the wrappers.</summary>
            internal void BelongTo(nint node)
            {
                _node = node;
                Saved = [];
                Dirty = [];
                NonDifferentiable = [];
            }

            internal void RunBackward(ReadOnlySpan<nint> gradients, Span<nint> results) => OnBackward(this, gradients, results);
        }
    }
}
