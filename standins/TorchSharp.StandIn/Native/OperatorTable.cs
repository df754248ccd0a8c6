using System.Runtime.CompilerServices;

namespace TorchSharp;

/// <summary>Finds an operator's native handle by the identity of its name's string, so that a repeated call compares no characters.</summary>
internal static unsafe class OperatorTable
{
    private sealed record Entry(string Name, nint Handle);

    private const int Size = 8192;
    private static readonly Entry[] s_entries = new Entry[Size];
    private static readonly Dictionary<string, nint> s_byName = [];

    internal static nint Find(string name)
    {
        var slot = RuntimeHelpers.GetHashCode(name) & (Size - 1);
        var entry = Volatile.Read(ref s_entries[slot]);
        return entry is not null && ReferenceEquals(entry.Name, name) ? entry.Handle : Load(name, slot);
    }

    private static nint Load(string name, int slot)
    {
        lock (s_byName)
        {
            if (!s_byName.TryGetValue(name, out var handle))
            {
                var dot = name.IndexOf('.', StringComparison.Ordinal);
                Shim.Check(Shim.shim_find(dot < 0 ? name : name[..dot], dot < 0 ? "" : name[(dot + 1)..], &handle));
                s_byName.Add(name, handle);
            }

            Volatile.Write(ref s_entries[slot], new Entry(name, handle));
            return handle;
        }
    }
}
