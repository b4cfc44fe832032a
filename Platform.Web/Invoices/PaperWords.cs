using System.Resources;
using Platform.Domain.Common;
using Platform.Web.Shared;

namespace Platform.Web.Invoices;

/// <summary>Our own words on a paper, in its language and not in that of whoever makes it.</summary>
internal static class PaperWords
{
    private static readonly ResourceManager Words = new(typeof(Texts));

    public static string In(Language language, string word) => Words.GetString(word, language.Culture()) ?? throw new MissingManifestResourceException(word);
}
