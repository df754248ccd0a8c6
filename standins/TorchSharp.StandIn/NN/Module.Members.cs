using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                foreach (var (key, parameter) in _internal_params)
                {
                    if (!parameter.IsInvalid && seen.Add(parameter))
                        yield return (key, parameter);
                }

                if (!recurse)
                    yield break;
                foreach (var (child, module) in named_children())
                {
                    foreach (var (key, parameter) in module.named_parameters(true))
                    {
                        if (seen.Add(parameter))
                            yield return ($"{child}.{key}", parameter);
                    }
                }
            }

            // The real class leaves non-persistent buffers out whatever include_nonpersistent says.
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
                foreach (var (key, (buffer, persistent)) in _internal_buffers)
                {
                    if (persistent && !buffer.IsInvalid && seen.Add(buffer))
                        yield return (key, buffer);
                }

                if (!recurse)
                    yield break;
                foreach (var (child, module) in named_children())
                {
                    foreach (var (key, buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer))
                            yield return ($"{child}.{key}", buffer);
                    }
                }
            }

            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            // Breadth first at each level: all children, then the descendants of each. The module itself is not among them.
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in named_children())
                    yield return child;

                foreach (var (child, module) in named_children())
                {
                    foreach (var (key, descendant) in module.named_modules())
                        yield return ($"{child}.{key}", descendant);
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(named => named.parameter);

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(named => named.buffer);

            public virtual IEnumerable<Module> children() => named_children().Select(named => named.module);

            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module);

#nullable enable annotations
            public virtual Parameter? get_parameter(string target) =>
#nullable restore annotations
                _internal_params.TryGetValue(target, out var own) ? own : Find(target, (child, rest) => child.get_parameter(rest));

#nullable enable annotations
            public virtual Tensor? get_buffer(string target) =>
#nullable restore annotations
                _internal_buffers.TryGetValue(target, out var own) ? own.Item1 : Find(target, (child, rest) => child.get_buffer(rest));

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            private T Find<T>(string target, Func<Module, string, T> search) where T : class
            {
                var dot = target.IndexOf('.');
                if (dot < 0)
                    return null;
                return named_children()
                    .Where(child => child.name == target[..dot])
                    .Select(child => search(child.module, target[(dot + 1)..]))
                    .FirstOrDefault(found => found is not null);
            }
        }
    }
}
