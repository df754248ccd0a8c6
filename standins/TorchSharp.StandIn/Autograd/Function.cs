using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>A function with a managed forward and backward. One object serves all its applications.</summary>
        public abstract class Function<T>
            where T : Function<T>, new()
        {
            private static readonly T s_instance = new();

            public abstract string Name { get; }

            internal abstract List<Tensor> RunForward(AutogradContext context, object[] vars);

            internal abstract List<Tensor> RunBackward(AutogradContext context, List<Tensor> gradients);

            protected static unsafe List<Tensor> apply_internal(params object[] vars)
            {
                var inputs = vars.OfType<Tensor>().Where(IsDefined).ToArray();
                var context = new AutogradContext { IsTensor = [.. vars.Select(value => IsDefined(value as Tensor))], OnBackward = Backpropagate };
                var pin = GCHandle.ToIntPtr(GCHandle.Alloc(context));
                var inputHandles = Handles.Of(inputs);
                nint node;
                int executable;
                fixed (nint* i = inputHandles)
                    Shim.Check(Shim.shim_begin_function(s_instance.Name, pin, i, inputs.Length, &node, &executable));

                var tied = false;
                try
                {
                    List<Tensor> outputs;
                    using (no_grad())
                        outputs = s_instance.RunForward(context, vars);

                    var (constants, dirty, saved, raw) =
                        (Handles.Of(context.NonDifferentiable), Handles.Of(context.Dirty), Handles.Of(context.Saved), Handles.Of(outputs));
                    var keep = (context.NonDifferentiable, context.Dirty, context.Saved, outputs, inputs);
                    var results = new nint[raw.Length];
                    nint address;
                    _ = Shim.shim_node(node, &address);
                    context.BelongTo(address);
                    tied = true;
                    fixed (nint* i = inputHandles, c = constants, d = dirty, s = saved, o = raw, r = results)
                    {
                        Shim.Check(Shim.shim_end_function(
                            node, executable, context.MaterializeGrads ? 1 : 0, i, inputs.Length, c, constants.Length, d, dirty.Length,
                            s, saved.Length, o, raw.Length, r));
                    }

                    GC.KeepAlive(keep);
                    return Handles.Tensors(results);
                }
                finally
                {
                    if (!tied)
                        Shim.shim_drop_function(node);
                }
            }

            private static void Backpropagate(AutogradContext context, ReadOnlySpan<nint> gradients, Span<nint> results)
            {
                var answer = s_instance.RunBackward(context, Handles.Gradients(gradients));
                var given = context.IsTensor;
                if (answer.Count < given.Length || answer.Skip(given.Length).Any(IsDefined))
                {
                    throw new NotImplementedException(
                        $"Function {s_instance.Name} returned an incorrect number of gradients (expected {given.Length}, got {answer.Count}).");
                }

                var next = 0;
                for (var i = 0; i < given.Length; i++)
                {
                    if (given[i])
                        results[next++] = IsDefined(answer[i]) ? Shared(answer[i]) : 0;
                    else if (IsDefined(answer[i]))
                        throw new NotImplementedException($"Function {s_instance.Name} returned a gradient at position {i + 1}, where no tensor came in.");
                }
            }

            private static bool IsDefined(Tensor tensor) => tensor is { IsInvalid: false };

            private static unsafe nint Shared(Tensor tensor)
            {
                nint handle;
                Shim.Check(Shim.shim_alias(tensor.Handle, &handle));
                GC.KeepAlive(tensor);
                return handle;
            }
        }

        public abstract class SingleTensorFunction<T> : Function<T>
            where T : SingleTensorFunction<T>, new()
        {
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            internal override List<Tensor> RunForward(AutogradContext context, object[] vars) => [forward(context, vars)];

            internal override List<Tensor> RunBackward(AutogradContext context, List<Tensor> gradients) => backward(context, gradients[0]);
        }

        public abstract class MultiTensorFunction<T> : Function<T>
            where T : MultiTensorFunction<T>, new()
        {
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            internal override List<Tensor> RunForward(AutogradContext context, object[] vars) => forward(context, vars);

            internal override List<Tensor> RunBackward(AutogradContext context, List<Tensor> gradients) => backward(context, gradients);
        }
    }
}
