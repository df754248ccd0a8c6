namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var (from, to, given) = (Handles.Of(outputs), Handles.Of(inputs), Handles.Of(grad_outputs));
            var results = new nint[to.Length];
            unsafe
            {
                fixed (nint* o = from, i = to, g = given, r = results)
                {
                    Shim.Check(Shim.shim_grad_of(
                        o, from.Length, i, to.Length, g, given.Length, retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, r));
                }
            }

            GC.KeepAlive(outputs);
            GC.KeepAlive(inputs);
            GC.KeepAlive(grad_outputs);
            // an input that played no part gives a tensor without a native one behind it
            return [.. results.Select(handle => new Tensor(handle))];
        }

        public static void backward(IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            Run(tensors, grad_tensors, retain_graph ?? create_graph, create_graph, inputs);

        public static void backward(Tensor tensor, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            Run([tensor], grad_tensors, retain_graph ?? create_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            Run([tensor], [grad_tensor], retain_graph ?? create_graph, create_graph, inputs);

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        internal static unsafe void Run(IList<Tensor> tensors, IList<Tensor> gradients, bool retainGraph, bool createGraph, IList<Tensor> inputs)
        {
            var (from, given, to) = (Handles.Of(tensors), Handles.Of(gradients), Handles.Of(inputs));
            fixed (nint* t = from, g = given, i = to)
                Shim.Check(Shim.shim_backward(t, from.Length, g, given.Length, retainGraph ? 1 : 0, createGraph ? 1 : 0, i, to.Length));
            GC.KeepAlive(tensors);
            GC.KeepAlive(gradients);
            GC.KeepAlive(inputs);
        }
    }
}
