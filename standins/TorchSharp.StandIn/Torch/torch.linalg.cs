namespace TorchSharp;

public static partial class torch
{
    public static class linalg
    {
        public static Tensor cholesky(Tensor input) => Aten.Call("aten::linalg_cholesky", input);

        public static Tensor det(Tensor input) => Aten.Call("aten::linalg_det", input);

        public static Tensor inv(Tensor input) => Aten.Call("aten::linalg_inv", input);

        public static Tensor matrix_exp(Tensor input) => Aten.Call("aten::linalg_matrix_exp", input);

        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Aten.Call("aten::linalg_pinv.atol_rtol_float", input, atol, rtol, hermitian);

        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Aten.Call("aten::linalg_matrix_rank.atol_rtol_float", input, atol, rtol, hermitian);

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Aten.Call("aten::linalg_eigvalsh", input, UPLO.ToString());

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => Two(Aten.CallMany("aten::linalg_eigh", input, UPLO.ToString()));

        public static (Tensor, Tensor) slogdet(Tensor input) => Two(Aten.CallMany("aten::linalg_slogdet", input));

        public static (Tensor, Tensor, Tensor) svd(Tensor input, bool fullMatrices = true)
        {
            var results = Aten.CallMany("aten::linalg_svd", input, fullMatrices);
            return (results[0], results[1], results[2]);
        }

        public static Tensor svdvals(Tensor input) => Aten.Call("aten::linalg_svdvals", input);

        public static Tensor solve(Tensor A, Tensor B, bool left = true) => Aten.Call("aten::linalg_solve", A, B, left);

        public static Tensor multi_dot(IList<Tensor> tensors) => Aten.Call("aten::linalg_multi_dot", tensors.ToArray());

        public static Tensor vector_norm(Tensor input, double ord = 2, long[] dims = null, bool keepdim = false) =>
            Aten.Call("aten::linalg_vector_norm", input, ord, dims, keepdim);

        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[] dims = null, bool keepdim = false) =>
            Aten.Call("aten::linalg_matrix_norm.str_ord", input, ord, dims ?? [-2, -1], keepdim);

        public static Tensor norm(Tensor input, double ord, long[] dims = null, bool keepdim = false) =>
            Aten.Call("aten::linalg_norm", input, ord, dims, keepdim);

        public static Tensor norm(Tensor input, int ord, long[] dims = null, bool keepdim = false) => norm(input, (double)ord, dims, keepdim);

        public static Tensor norm(Tensor input, long[] dims = null, bool keepdim = false) =>
            Aten.Call("aten::linalg_norm", input, Arg.None, dims, keepdim);

        private static (Tensor, Tensor) Two(Tensor[] results) => (results[0], results[1]);
    }
}
