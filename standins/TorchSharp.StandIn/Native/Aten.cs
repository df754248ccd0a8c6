using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Calls any operator of libtorch by its name, autograd included. Trailing arguments left out take their schema's defaults.</summary>
internal static unsafe class Aten
{
    /// <summary>The operator's (first) result, a tensor.</summary>
    internal static Tensor Call(string op, params ReadOnlySpan<Arg> args)
    {
        NativeValue result;
        Invoke(op, args, &result, 1, null);
        if (result.Tag != ValueTag.Tensor)
            throw new InvalidOperationException($"{op} gives no tensor.");
        return new Tensor((nint)result.Bits);
    }

    /// <summary>All results of an operator that returns a tuple or a list; an undefined tensor is null.</summary>
    internal static Tensor[] CallMany(string op, params ReadOnlySpan<Arg> args)
    {
        const int capacity = 8;
        var few = stackalloc NativeValue[capacity];
        NativeValue* many = null;
        var count = Invoke(op, args, few, capacity, &many);
        var from = many is null ? few : many;
        var results = new Tensor[count];
        for (var i = 0; i < count; i++)
            results[i] = from[i].Bits == 0 ? null : new Tensor((nint)from[i].Bits);
        if (many is not null)
            Shim.shim_free_block(many);
        return results;
    }

    /// <summary>Drops the result: for operators that change their argument.</summary>
    internal static void CallInPlace(string op, params ReadOnlySpan<Arg> args) => Invoke(op, args, null, 0, null);

    /// <summary>The result of an operator that gives a truth value or an integer.</summary>
    internal static long CallInt(string op, params ReadOnlySpan<Arg> args)
    {
        NativeValue result;
        Invoke(op, args, &result, 1, null);
        return result.Bits;
    }

    private const int ScratchWords = 96;

    [SkipLocalsInit]
    private static int Invoke(string op, ReadOnlySpan<Arg> args, NativeValue* few, int capacity, NativeValue** many)
    {
        var words = 0;
        foreach (ref readonly var arg in args)
        {
            if (arg.Tag is >= ValueTag.IntList and <= ValueTag.String)
                words += Words(arg);
        }

        var fixedScratch = stackalloc long[ScratchWords];
        var scratch = words <= ScratchWords ? fixedScratch : (long*)NativeMemory.Alloc((nuint)words * sizeof(long));
        try
        {
            var values = stackalloc NativeValue[args.Length];
            var free = scratch;
            for (var i = 0; i < args.Length; i++)
            {
                ref readonly var arg = ref args[i];
                values[i].Tag = arg.Tag;
                if (arg.Tag is >= ValueTag.IntList and <= ValueTag.String)
                {
                    values[i].Count = Copy(arg, free);
                    values[i].Bits = (long)free;
                    free += Words(arg);
                }
                else
                {
                    values[i].Bits = arg.Bits;
                }
            }

            int count;
            Shim.Check(Shim.shim_call(OperatorTable.Find(op), values, args.Length, few, capacity, many, &count));
            return count;
        }
        finally
        {
            if (words > ScratchWords)
                NativeMemory.Free(scratch);
            foreach (ref readonly var arg in args)
                GC.KeepAlive(arg.Reference);
        }
    }

    private static int Words(in Arg arg) => arg.Tag == ValueTag.String
        ? Encoding.UTF8.GetMaxByteCount(((string)arg.Reference).Length) / sizeof(long) + 1
        : ((Array)arg.Reference).Length;

    private static int Copy(in Arg arg, long* target)
    {
        switch (arg.Tag)
        {
            case ValueTag.IntList:
                var integers = (long[])arg.Reference;
                integers.CopyTo(new Span<long>(target, integers.Length));
                return integers.Length;
            case ValueTag.DoubleList:
                var doubles = (double[])arg.Reference;
                doubles.CopyTo(new Span<double>(target, doubles.Length));
                return doubles.Length;
            case ValueTag.TensorList:
                var tensors = (Tensor[])arg.Reference;
                for (var i = 0; i < tensors.Length; i++)
                    target[i] = tensors[i] is null ? 0 : tensors[i].Handle;
                return tensors.Length;
            default:
                var text = (string)arg.Reference;
                return Encoding.UTF8.GetBytes(text, new Span<byte>(target, Words(arg) * sizeof(long)));
        }
    }
}
