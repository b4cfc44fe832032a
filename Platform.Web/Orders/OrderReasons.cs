using System.Resources;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Web.Shared;

namespace Platform.Web.Orders;

/// <summary>Why an order failed, ended or came back, in the language of whoever reads it: the usual reasons are kept as the words of whoever chose them.</summary>
public static class OrderReasons
{
    private static readonly ResourceManager Words = new(typeof(Texts)), AtTheDoor = new(typeof(Deliveries.Texts));
    private static readonly IReadOnlyDictionary<Language, string[]> Known = Languages.All.ToDictionary(language => language, In);

    /// <returns>What somebody wrote themselves, as they wrote it.</returns>
    public static string Say(string reason, Language language) =>
        Known.Values.Select(words => Array.IndexOf(words, reason)).FirstOrDefault(at => at >= 0, -1) is >= 0 and var place ? Known[language][place] : reason;

    private static string[] In(Language language) =>
    [
        .. $"{Words.GetString("ReasonsFailed", language.Culture())}|{Words.GetString("ReasonsCancelled", language.Culture())}".Split('|'),
        .. Enum.GetNames<FailureReason>().Select(reason => AtTheDoor.GetString($"failure.{reason}", language.Culture())!),
    ];
}
