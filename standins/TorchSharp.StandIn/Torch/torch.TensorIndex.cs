namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position of an index expression.</summary>
    public readonly struct TensorIndex
    {
        internal enum IndexKind
        {
            Single,
            None,
            Slice,
            Bool,
            Ellipsis,
            Tensor,
        }

        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor tensor = null)
        {
            Kind = kind;
            Start = start;
            Stop = stop;
            Step = step;
            Values = tensor;
        }

        public static TensorIndex Ellipsis = new(IndexKind.Ellipsis);
        public static TensorIndex None = new(IndexKind.None);
        public static TensorIndex Null = new(IndexKind.None);
        public static TensorIndex Colon = new(IndexKind.Slice);

        internal IndexKind Kind { get; }

        internal long? Start { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        internal Tensor Values { get; }

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new(IndexKind.Slice, start, stop, step);

        public static TensorIndex Slice((int?, int?) range) => new(IndexKind.Slice, range.Item1, range.Item2);

        public static TensorIndex Slice(Range range) => new(IndexKind.Slice, Position(range.Start, true), Position(range.End, false));

        public static TensorIndex Bool(bool value) => new(IndexKind.Bool, value ? 1 : 0);

        public static TensorIndex Single(long? index) => new(IndexKind.Single, index);

        public static TensorIndex Tensor(Tensor tensor) => new(IndexKind.Tensor, tensor: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>Counted from the end: a negative position; the end itself: no bound.</summary>
        private static long? Position(Index index, bool isStart)
        {
            if (!index.IsFromEnd)
                return isStart && index.Value == 0 ? null : index.Value;
            if (index.Value != 0)
                return -index.Value;
            return isStart ? long.MaxValue : null;
        }
    }
}
