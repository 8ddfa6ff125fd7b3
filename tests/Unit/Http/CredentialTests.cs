// SPDX-License-Identifier: BSD-2-Clause
using System.Text;
using Caprock.Services.Http;

namespace Caprock.Tests.Unit.Http;

public sealed class CredentialTests
{
    private static readonly byte[] Expected = Encoding.UTF8.GetBytes("admin:corréct horse");

    [Theory]
    [InlineData("Basic ")]
    [InlineData("basic ")]
    [InlineData("BASIC    ")]
    public void The_right_name_and_password_are_accepted_whatever_their_length(string scheme)
    {
        for (var length = 0; length <= BasicCredentials.MostBytes - 2; length++)
        {
            var expected = Encoding.ASCII.GetBytes("n:" + new string('p', length));
            Assert.True(BasicCredentials.AreEqual(Field(scheme, expected), expected));
        }

        Assert.True(BasicCredentials.AreEqual(Field(scheme, Expected), Expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!!")]
    [InlineData("Basic YWRt")]
    [InlineData("Basic YWRtaW4")]
    [InlineData("Basic =")]
    [InlineData("Basic ====")]
    [InlineData("Basic YW==YWRt")]
    [InlineData("Bearer YWRtaW46Y29ycsOpY3QgaG9yc2U=")]
    [InlineData("Basic YWRtaW46Y29ycsOpY3QgaG9yc2U=YWRtaW46Y29ycsOpY3QgaG9yc2U=")]
    public void What_is_none_or_broken_is_refused(string field) =>
        Assert.False(BasicCredentials.AreEqual(Encoding.ASCII.GetBytes(field), Expected));

    [Fact]
    public void Everything_one_byte_away_is_refused()
    {
        for (var i = 0; i < Expected.Length; i++)
        {
            var other = (byte[])Expected.Clone();
            other[i] ^= 0x20;
            Assert.False(BasicCredentials.AreEqual(Field("Basic ", other), Expected));
            Assert.False(BasicCredentials.AreEqual(Field("Basic ", Expected[..i]), Expected));
        }

        Assert.False(BasicCredentials.AreEqual(Field("Basic ", [.. Expected, 0]), Expected));
        Assert.False(BasicCredentials.AreEqual(Field("Basic ", [.. Expected, .. Expected]), Expected));
    }

    [Fact]
    public void Too_long_ones_and_those_of_nobody_are_refused()
    {
        var large = Encoding.ASCII.GetBytes(new string('a', BasicCredentials.MostBytes + 1));
        Assert.False(BasicCredentials.AreEqual(Field("Basic ", large), large));
        Assert.False(BasicCredentials.AreEqual(Field("Basic ", []), []));
        Assert.False(FixedTime.AreEqual([], []));
        Assert.False(FixedTime.AreEqual("abcabc"u8, "abc"u8));
        Assert.True(FixedTime.AreEqual("abc"u8, "abc"u8));
    }

    [Theory]
    [InlineData("any:secret", true)]
    [InlineData(":secret", true)]
    [InlineData("any:secret2", false)]
    [InlineData("any:secre", false)]
    [InlineData("secret", false)]
    [InlineData("any:", false)]
    [InlineData("a:b:secret", false)]
    public void A_password_is_what_follows_the_first_colon(string credentials, bool isRight)
    {
        var value = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));

        Assert.Equal(isRight, Has(value, "secret"));
        Assert.Equal(isRight, Has(value.Replace("Basic ", "bAsIc   ", StringComparison.Ordinal), "secret"));
        Assert.False(Has(value, ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic YTpzZWNyZXQ")]
    [InlineData("Basic YTpzZWNy*XQ=")]
    [InlineData("Basic YTpz=WNyZXQ=")]
    [InlineData("Digest YTpzZWNyZXQ=")]
    public void What_is_no_password_lets_nobody_in(string value) => Assert.False(Has(value, "secret"));

    [Fact]
    public void Every_length_of_password_is_decoded()
    {
        for (var length = 1; length <= BasicCredentials.MostBytes - 2; length++)
        {
            var password = new string((char)('a' + (length % 26)), length);
            Assert.True(Has("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("u:" + password)), password));
        }
    }

    private static bool Has(string value, string password) =>
        BasicCredentials.HavePassword(Encoding.ASCII.GetBytes(value), Encoding.ASCII.GetBytes(password));

    private static byte[] Field(string scheme, byte[] credentials) => Encoding.ASCII.GetBytes(scheme + Convert.ToBase64String(credentials));
}
