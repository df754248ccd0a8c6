using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        public static Linear Linear(Parameter weight, Parameter bias = null) => new(weight, bias);

        public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device device = null, ScalarType? dtype = null)
        {
            var weight = ParameterFactory.Empty([num_embeddings, embedding_dims], device, dtype);
            init.normal_(weight);
            var lookup = new EmbeddingLookup(padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse);
            lookup.ClearPadding(weight);
            return new(weight, lookup);
        }

        public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2, bool scale_grad_by_freq = false, bool sparse = false, Device device = null, ScalarType? dtype = null)
        {
            using var placed = embeddings.detach().to(dtype ?? embeddings.dtype).to(device ?? embeddings.device);
            return new(ParameterFactory.Own(placed.clone(), !freeze), new EmbeddingLookup(padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse));
        }
    }
}
