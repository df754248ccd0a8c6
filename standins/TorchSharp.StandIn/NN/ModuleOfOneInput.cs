namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public interface IModule<T, TResult>
        {
            TResult call(T input1);
        }

        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            protected Module(string name) : base(name) { }

            public abstract TResult forward(T input);

            public TResult call(T input)
            {
                if (!HasHooks)
                    return forward(input);
                return CallWithHooks(input);
            }

            private TResult CallWithHooks(T input)
            {
                RunBefore(hook =>
                {
                    var changed = hook(this, input);
                    if (changed is not null)
                        input = changed;
                });
                var result = forward(input);
                RunAfter(hook =>
                {
                    var changed = hook(this, input, result);
                    if (changed is not null)
                        result = changed;
                });
                return result;
            }
        }
    }
}
