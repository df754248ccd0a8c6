namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor normal_(double mean = 0, double std = 1, Generator generator = null) => InPlace("aten::normal_", this, mean, std, generator);

        public Tensor random_(double from, double to, Generator generator = null) =>
            InPlace("aten::random_.from", this, (long)from, (long)to, generator);

        public Tensor poisson(Generator generator = null) => Aten.Call("aten::poisson", this, generator);
    }
}
