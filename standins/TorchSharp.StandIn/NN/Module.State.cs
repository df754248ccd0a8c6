namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor> destination = null, string prefix = null)
            {
                destination ??= new Dictionary<string, Tensor>();
                string Key(string key) => string.IsNullOrEmpty(prefix) ? key : $"{prefix}.{key}";

                foreach (var (key, parameter) in named_parameters())
                    destination.TryAdd(Key(key), parameter);
                foreach (var (key, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(Key(key), buffer);
                // Tensors shared by several children appear once above, but under each of their names in the dictionary.
                foreach (var (key, child) in named_children())
                    child.state_dict(destination, Key(key));

                return destination;
            }

            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string> skip = null)
            {
                skip ??= [];
                var destination = state_dict();
                var missing = destination.Keys.Where(key => !skip.Contains(key) && !source.ContainsKey(key)).ToList();
                var unexpected = source.Keys.Where(key => !skip.Contains(key) && !destination.ContainsKey(key)).ToList();

                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");

                using var _ = no_grad();
                foreach (var (key, tensor) in source)
                {
                    if (!skip.Contains(key) && destination.TryGetValue(key, out var target))
                        Aten.CallInPlace("aten::copy_", target, tensor);
                }

                return (missing, unexpected);
            }

            public Module save(string location, IList<string> skip = null) => save(File.Create(location), skip);

            public Module save(Stream stream, IList<string> skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string> skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string> skip = null)
            {
                var entries = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                StateStream.WriteNumber(writer, entries.Count);
                foreach (var (key, tensor) in entries)
                {
                    writer.Write(key);
                    StateStream.WriteTensor(writer, tensor);
                }
            }

            public virtual Module load(string location, bool strict = true, IList<string> skip = null, Dictionary<string, bool> loadedParameters = null)
            {
                if (!File.Exists(location))
                    throw new FileNotFoundException(location);
                return load(File.OpenRead(location), strict, skip, loadedParameters);
            }

            public Module load(Stream stream, bool strict = true, IList<string> skip = null, Dictionary<string, bool> loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(BinaryReader reader, bool strict = true, IList<string> skip = null, Dictionary<string, bool> loadedParameters = null)
            {
                skip ??= [];
                var targets = state_dict();
                var count = StateStream.ReadNumber(reader);
                if (strict && count != targets.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {targets.Count}, but found {count} entries.");

                for (long i = 0; i < count; i++)
                {
                    var key = reader.ReadString();
                    var found = targets.TryGetValue(key, out var target);
                    if (strict && !found)
                        throw new ArgumentException($"Mismatched module state names: the target modules does not have a submodule or buffer named '{key}'");

                    if (found && !skip.Contains(key))
                        StateStream.ReadInto(reader, target);
                    else
                        StateStream.Skip(reader);
                    loadedParameters?.Add(key, found);
                }

                return this;
            }
        }
    }
}
