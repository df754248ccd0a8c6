using System.Text;
using NUnit.Framework;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Repository;

public sealed class TypeReferencesTests
{
    [TestCase(typeof(Version), TestName = "A_reference_in_a_base_type_is_seen")]
    [TestCase(typeof(Uri), TestName = "A_reference_in_a_field_is_seen")]
    [TestCase(typeof(StringBuilder), TestName = "A_reference_in_a_signature_is_seen")]
    [TestCase(typeof(Random), TestName = "A_call_in_a_body_is_seen")]
    [TestCase(typeof(Guid), TestName = "A_type_argument_in_a_body_is_seen")]
    [TestCase(typeof(TimeZoneNotFoundException), TestName = "A_caught_exception_is_seen")]
    [TestCase(typeof(ObsoleteAttribute), TestName = "An_attribute_is_seen")]
    public void A_reference_is_seen(Type used) => Assert.That(TypeReferences.Of(typeof(Example)), Does.Contain(used));

    [Test]
    public void A_type_that_is_not_named_is_not_seen() => Assert.That(TypeReferences.Of(typeof(Example)), Does.Not.Contain(typeof(Half)));

    private sealed class Example : List<Version>
    {
        private readonly Uri[]? _addresses;

        public Example(Uri[]? addresses) => _addresses = addresses;

        [Obsolete("For the test.")]
        public int Length(IEnumerable<StringBuilder> texts)
        {
            try
            {
                return Random.Shared.Next() + texts.Count() + Array.Empty<Guid>().Length + (_addresses?.Length ?? 0);
            }
            catch (TimeZoneNotFoundException)
            {
                return 0;
            }
        }
    }
}
