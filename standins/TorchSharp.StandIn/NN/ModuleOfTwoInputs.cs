namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public interface IModule<T1, T2, TResult>
        {
            TResult call(T1 input1, T2 input2);
        }

        public abstract class Module<T1, T2, TResult> : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>, IModule<T1, T2, TResult>
        {
            protected Module(string name) : base(name) { }

            public abstract TResult forward(T1 input1, T2 input2);

            public TResult call(T1 input1, T2 input2)
            {
                if (!HasHooks)
                    return forward(input1, input2);
                return CallWithHooks(input1, input2);
            }

            private TResult CallWithHooks(T1 input1, T2 input2)
            {
                RunBefore(hook =>
                {
                    if (hook(this, input1, input2) is { } changed)
                        (input1, input2) = changed;
                });
                var result = forward(input1, input2);
                RunAfter(hook =>
                {
                    var changed = hook(this, input1, input2, result);
                    if (changed is not null)
                        result = changed;
                });
                return result;
            }
        }
    }
}
