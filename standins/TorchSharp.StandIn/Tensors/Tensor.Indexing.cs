using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Aten.Call("aten::select.int", this, 0, i1);
            set => Store(Select(i1), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Select(i1, i2);
            set => Store(Select(i1, i2), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Select(i1, i2, i3);
            set => Store(Select(i1, i2, i3), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Select(i1, i2, i3, i4);
            set => Store(Select(i1, i2, i3, i4), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Select(i1, i2, i3, i4, i5);
            set => Store(Select(i1, i2, i3, i4, i5), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Select(i1, i2, i3, i4, i5, i6);
            set => Store(Select(i1, i2, i3, i4, i5, i6), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => Select(indices);
            set => Store(Select(indices), value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            var (view, tensors) = Walk(indices);
            if (tensors is null)
                return view;
            using (view)
                return view.index(tensors);
        }

        public Tensor index(params Tensor[] indices) => Aten.Call("aten::index.Tensor", this, indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (view, tensors) = Walk(indices);
            using (view)
            {
                if (tensors is not null)
                    view.index_put_(value, tensors, accumulate);
                else if (accumulate)
                    view.add_(value);
                else
                    view.Fill(value);
            }

            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            if (value.dtype == dtype)
                return InPlace("aten::index_put_", this, indices, value, accumulate);
            using var typed = value.to(dtype);
            return InPlace("aten::index_put_", this, indices, typed, accumulate);
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var number = Aten.Call("aten::scalar_tensor", value, dtype, Arg.None, device);
            return index_put_(number, indices, false);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var number = Aten.Call("aten::scalar_tensor", value, dtype, Arg.None, device);
            return index_put_(number, indices, false);
        }

        private Tensor Select(params ReadOnlySpan<long> indices)
        {
            var current = this;
            foreach (var index in indices)
            {
                var next = Aten.Call("aten::select.int", current, 0, index);
                if (!ReferenceEquals(current, this))
                    current.Dispose();
                current = next;
            }

            return ReferenceEquals(current, this) ? alias() : current;
        }

        private static void Store(Tensor view, Tensor value)
        {
            using (view)
                view.Fill(value);
        }

        private void Fill(Tensor value) => InPlace("aten::copy_", this, value);

        /// <summary>Applies everything that makes a view, dimension by dimension; index tensors are handed back for one gather at the end.</summary>
        private (Tensor View, Tensor[] Tensors) Walk(TensorIndex[] indices)
        {
            var current = alias();
            List<Tensor> tensors = null;
            var dimension = 0;
            for (var i = 0; i < indices.Length; i++)
            {
                var index = indices[i];
                switch (index.Kind)
                {
                    case TensorIndex.IndexKind.Single:
                        Step(Aten.Call("aten::select.int", current, dimension, index.Start ?? 0));
                        break;
                    case TensorIndex.IndexKind.Slice:
                        if (index.Start is not null || index.Stop is not null || index.Step is not null)
                            Step(Aten.Call("aten::slice.Tensor", current, dimension, index.Start, index.Stop, index.Step ?? 1));
                        dimension++;
                        break;
                    case TensorIndex.IndexKind.None:
                        Step(Aten.Call("aten::unsqueeze", current, dimension));
                        dimension++;
                        break;
                    case TensorIndex.IndexKind.Ellipsis:
                        dimension = (int)current.dim() - indices.Skip(i + 1).Sum(Consumes);
                        break;
                    case TensorIndex.IndexKind.Bool:
                        Step(Aten.Call("aten::unsqueeze", current, dimension));
                        Use(tensor([index.Start != 0]));
                        break;
                    default:
                        Use(index.Values);
                        break;
                }
            }

            return (current, tensors?.ToArray());

            void Step(Tensor next)
            {
                current.Dispose();
                current = next;
            }

            void Use(Tensor values)
            {
                tensors ??= [];
                while (tensors.Count < dimension)
                    tensors.Add(null);
                tensors.Add(values);
                dimension += values.dtype is ScalarType.Bool or ScalarType.Byte ? (int)values.dim() : 1;
            }
        }

        private static int Consumes(TensorIndex index) => index.Kind switch
        {
            TensorIndex.IndexKind.None or TensorIndex.IndexKind.Bool => 0,
            TensorIndex.IndexKind.Tensor => index.Values.dtype is ScalarType.Bool or ScalarType.Byte ? (int)index.Values.dim() : 1,
            _ => 1,
        };
    }
}
