using System.Collections.Concurrent;
using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            private const BindingFlags InstanceFields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered)
                    return;

                foreach (var (key, field) in ComponentFields())
                {
                    if (_internal_submodules.ContainsKey(key) || _internal_params.ContainsKey(key) || _internal_buffers.ContainsKey(key))
                        continue;

                    var value = field.GetValue(this);
                    if (value is Module module)
                        register_module(key, module);
                    else if (value is Parameter parameter)
                        register_parameter(key, parameter);
                    else if (value is Tensor tensor)
                        register_buffer(key, tensor);
                }

                _componentsRegistered = true;
            }

            private static readonly ConcurrentDictionary<Type, (string Key, FieldInfo Field)[]> FieldsOfTypes = new();

            private (string Key, FieldInfo Field)[] ComponentFields() => FieldsOfTypes.GetOrAdd(GetType(), type => FieldsOf(type).ToArray());

            /// The fields of the object's own class first, then those of each base class, each once.
            private static IEnumerable<(string Key, FieldInfo Field)> FieldsOf(Type type)
            {
                var names = new HashSet<string>();
                for (; type != typeof(object); type = type.BaseType)
                {
                    foreach (var field in type.GetFields(InstanceFields))
                    {
                        if (names.Add(field.Name))
                            yield return (field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name, field);
                    }
                }
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null || submodule.IsDisposed)
                {
                    _internal_submodules.Remove(name);
                    return;
                }

                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                    throw new ArgumentException($"A module's name may be neither empty nor contain a dot, got: '{name}'.");
                if (_internal_submodules.ContainsKey(name))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");

                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                if (_internal_params.ContainsKey(name))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                _internal_params.Add(name, param);
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (_internal_buffers.ContainsKey(name))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                _internal_buffers.Add(name, (tensor, persistent));
            }

            protected void ConditionallyRegisterParameter(string name, Tensor value) =>
                ConditionallyRegisterParameter(name, value as Parameter);

            protected void ConditionallyRegisterParameter(string name, Parameter value)
            {
                if (value is null)
                    _internal_params.Remove(name);
                else if (_internal_params.ContainsKey(name))
                    _internal_params[name] = value;
                else
                    _internal_params.Add(name, value);
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor value, bool persistent = true)
            {
                if (value is null)
                    _internal_buffers.Remove(name);
                else if (_internal_buffers.ContainsKey(name))
                    _internal_buffers[name] = (value, persistent);
                else
                    _internal_buffers.Add(name, (value, persistent));
            }

            /// What every module property that holds a parameter does on being set.
            internal void ReplaceParameter(string name, ref Parameter field, Parameter value)
            {
                if (!ReferenceEquals(field, value))
                    field?.Dispose();
                field = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(name, value);
            }

            internal void ReplaceBuffer(string name, ref Tensor field, Tensor value)
            {
                if (!ReferenceEquals(field, value))
                    field?.Dispose();
                field = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(name, value);
            }

            protected void ClearModules() => _internal_submodules.Clear();
        }
    }
}
