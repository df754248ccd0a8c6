using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

// What a tensor looks like in text. The layout is close to the real one, not the same to the letter.
public static partial class TensorExtensionMethods
{
    private const int Shown = 7;

    public static string metastr(this Tensor tensor) => tensor.ToString();

    public static string str(this Tensor tensor, string fltFormat = null, int? width = null, string newLine = null, CultureInfo cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default) => style switch
    {
        TensorStringStyle.Metadata => tensor.ToString(),
        TensorStringStyle.Numpy => tensor.npstr(fltFormat ?? "g5", width, newLine, cultureInfo),
        _ => tensor.jlstr(fltFormat, width, newLine, cultureInfo),
    };

    public static string jlstr(this Tensor tensor, string fltFormat = null, int? width = null, string newLine = null, CultureInfo cultureInfo = null)
    {
        var end = newLine ?? Environment.NewLine;
        return tensor + end + Nested(tensor, fltFormat ?? "g5", end, cultureInfo ?? CultureInfo.CurrentCulture) + end;
    }

    public static string npstr(this Tensor tensor, string fltFormat = "g5", int? width = 100, string newLine = null, CultureInfo cultureInfo = null) =>
        Nested(tensor, fltFormat, newLine ?? Environment.NewLine, cultureInfo ?? CultureInfo.CurrentCulture);

    public static Tensor print(this Tensor t, string fltFormat = "g5", int? width = 100, string newLine = null, CultureInfo cultureInfo = null, TensorStringStyle style = TensorStringStyle.Default)
    {
        Console.WriteLine(t.str(fltFormat, width, newLine, cultureInfo, style));
        return t;
    }

    private static string Nested(Tensor tensor, string format, string end, CultureInfo culture)
    {
        using var scope = NewDisposeScope();
        var text = new StringBuilder();
        Append(text, tensor.detach().cpu(), format, end, culture, depth: 1);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Tensor tensor, string format, string end, CultureInfo culture, int depth)
    {
        if (tensor.dim() == 0)
        {
            var value = tensor.ToScalar();
            text.Append(value.Tag == ValueTag.Double ? value.AsDouble.ToString(format, culture) : value.AsInt64.ToString(culture));
            return;
        }

        text.Append('[');
        var count = tensor.size(0);
        for (long i = 0; i < count; i++)
        {
            if (i > 0)
                text.Append(tensor.dim() == 1 ? " " : end + new string(' ', depth));
            if (count > 2 * Shown && i == Shown)
            {
                text.Append("...");
                i = count - Shown - 1;
                continue;
            }

            Append(text, tensor[i], format, end, culture, depth + 1);
        }

        text.Append(']');
    }
}
