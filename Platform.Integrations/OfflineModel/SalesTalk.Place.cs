using System.Globalization;
using Platform.Domain.Assistant;
using Platform.Domain.Assistant.Understanding;

namespace Platform.Integrations.OfflineModel;

/// <summary>Writing down who and where, and when to bring it.</summary>
internal sealed partial class SalesTalk
{
    /// <summary>A colour that is not made keeps nobody's address from being noted.</summary>
    private IEnumerable<DeskCall> NotePlace()
    {
        var wasRefused = isRefused;
        isRefused = false;
        foreach (var call in NoteWhoAndWhere()) yield return call;
        isRefused |= wasRefused;
        foreach (var call in NoteWhen()) yield return call;
    }

    private IEnumerable<DeskCall> NoteWhoAndWhere()
    {
        var isElsewhere = read.Has(Concept.Place) && read.City is null;
        if (read.City is { } city && !IsOfAddress(city))
            foreach (var call in Set("city", city.Name)) yield return call;
        if (read.Quarter is { } quarter && !isRefused)
            foreach (var call in Set("quarter", quarter.Name)) yield return call;
        if (read.Address is { } address && !isElsewhere && !isRefused)
            foreach (var call in Set("address", Mended(address))) yield return call;
        else if (read.Quarter is { } only && state.Asked is Question.Address && !isRefused)
            foreach (var call in Set("address", only.Name)) yield return call;
        if (read.Name is { } name)
            foreach (var call in Set("name", name)) yield return call;
        if (read.Phone is { } phone)
            foreach (var call in Set("phone", phone.Value)) yield return call;
        else if (read.IsPhoneBroken)
            foreach (var call in Set("phone", "0")) yield return call;
    }

    /// <summary>In the town it goes to already, what is told of the address may be a part of it.</summary>
    private string Mended(string address) => state is { City: { } city, Address: { } known } && (read.City is null || read.City.Name == city) ? StreetAddress.Mended(known, address) : address;

    private IEnumerable<DeskCall> NoteWhen()
    {
        var known = read.City?.Name ?? state.City;
        if (known is null || isRefused) yield break;
        if (read.Day is { } day && !read.Has(Concept.Track))
        {
            // Too early a day is told; the rest of what was asked still gets its answer.
            var date = new DeskCall("set_detail", ("field", "date"), ("value", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            yield return date;
            isHeard = true;
            if (date.IsDone) noted = date;
            else if (date.Text is { } text) says.Add(text);
        }

        if ((read.Slot ?? AnySlot()) is { } slot && !isRefused)
            foreach (var call in Set("slot", slot, mayFail: true)) yield return call;
    }

    /// <summary>"Agadir, Dakhla imm. 5" was understood; "pardon, Dakhla imm. 7" moves house and not town.</summary>
    private bool IsOfAddress(Place city) => state is { City: { } known, Address: { } address } && known != city.Name && Gazetteer.All.Names(address, city.Name);

    /// <summary>"oui" to a list of hours means that the first will do; the recap says which that is.</summary>
    private string? AnySlot() => state.Asked is Question.Date or Question.Slot && read is { Day: null, Choice: null } && Acceptance.Accepts(words) ? "any" : null;
}
