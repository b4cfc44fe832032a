using System.Globalization;
using Microsoft.AspNetCore.Components;
using Platform.Domain.Channels;
using Platform.Domain.EventSourcing;
using Platform.Domain.Templates;
using Platform.Web.Channels;
using Platform.Web.Live;
using Platform.Web.Shared;

namespace Platform.Web.Templates;

public sealed partial class TemplatesPage
{
    private const string All = "All", Usable = "Usable", Waiting = "Waiting", ToMend = "ToMend";

    private readonly Newest reading = new();
    private readonly Once asking = new();
    private Channel? channel;
    private List<ChannelTemplate>? templates;
    private (bool Edit, bool Delete) may;
    private (ChannelTemplate Template, TemplateTrace Trace)? removing;
    private TemplateEntry? entry;
    private string? problem;
    private string? told;
    private bool isGood;
    private bool isGone;

    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter] public Guid Id { get; set; }
    [SupplyParameterFromQuery(Name = "etat")] public string? Filter { get; set; }
    [Inject] public required NavigationManager Address { get; set; }

    private ChannelId Of => new(Id);

    /// <summary>Somebody was sent here for one of the ready-made texts.</summary>
    private bool Wanted => new Uri(Address.Uri).Fragment.Length > 1;

    /// <summary>By name: what needs looking at first, then what the seller wrote, then what came ready-made.</summary>
    private IReadOnlyList<List<ChannelTemplate>> Shown =>
    [
        .. Groups.Where(same => Filter is null or All || same.Exists(template => KindOf(template) == Filter))
            .OrderBy(same => same.TrueForAll(template => template.IsUsable)).ThenBy(same => ReadyTemplates.Find(same[0].Name) is not null).ThenBy(same => same[0].Name, StringComparer.Ordinal),
    ];

    private IEnumerable<List<ChannelTemplate>> Groups => templates!.GroupBy(template => template.Name).Select(same => same.ToList());

    private IEnumerable<(string Word, int Count)> Counts =>
        ((string[])[All, Usable, Waiting, ToMend]).Select(word => (word, Groups.Count(same => word is All || same.Exists(template => KindOf(template) == word))));

    public static string Path(ChannelId channel) => $"reglages/canaux/{channel.Value:D}/modeles";

    private string Href(string word) => word is All ? Path(Of) : $"{Path(Of)}?etat={word}";

    private static string KindOf(ChannelTemplate template) => template switch
    {
        { IsUsable: true } => Usable,
        { Status: TemplateStatus.Pending } => Waiting,
        _ => ToMend,
    };

    private async Task LoadAsync()
    {
        var isNewest = reading.Begin();
        var opened = await Desk.OpenAsync(Actor, Of);
        if (!isNewest()) return;
        if (opened is var (row, kept)) (channel, templates, may) = (row, kept, Changes.MayBe(row.Provider));
        else isGone = true;
    }

    private Task RefreshAsync() => DoAsync(() => Desk.RefreshAsync(Actor, Of), "Refreshed");

    private Task OfferAsync(ReadyTemplate ready) => DoAsync(() => Desk.OfferAsync(Actor, Of, ready), "Offered");

    private async Task AgreeAsync(ChannelTemplate template)
    {
        await Desk.AgreeAsync(Actor, Of, template.ProviderId);
        await LoadAsync();
    }

    private Task SubmitAsync(TemplateDraft draft) => asking.DoAsync(async () =>
    {
        var why = entry?.Kept is { } kept ? await Changes.EditAsync(Actor, Of, kept.ProviderId, draft) : await Desk.SubmitAsync(Actor, Of, draft);
        problem = why is null ? null : Say(why);
        if (problem is not null) return;

        entry = null;
        (told, isGood) = (Texts["Submitted"], true);
        await LoadAsync();
    });

    private void Again(ChannelTemplate template) => (entry, problem, told) = (TemplateEntry.Again(template), null, null);

    private void Edit(ChannelTemplate template)
    {
        (entry, problem, told, removing) = (null, null, null, null);
        if (Changes.WhyNot(template) is { } why) (told, isGood) = (Say(why), false);
        else entry = TemplateEntry.Edit(template);
    }

    private async Task AskAsync(ChannelTemplate template) => (removing, entry, told) = ((template, await Traces.OfAsync(template, templates!)), null, null);

    private async Task RemoveAsync()
    {
        if (asking.IsBusy || removing is not var (template, _)) return;
        await DoAsync(() => Changes.DeleteAsync(Actor, Of, template.ProviderId), "Deleted");
        removing = null;
    }

    private void Close() => (entry, problem) = (null, null);

    private Task DoAsync(Func<Task<string?>> work, string success) => asking.DoAsync(async () =>
    {
        var why = await work();
        (isGood, told) = (why is null, why is null ? Texts[success] : Say(why));
        await LoadAsync();
    });

    /// <summary>Ours are told apart from the provider's by their beginning.</summary>
    private string Say(string why) => Texts[why] is { ResourceNotFound: false } own ? own : ChannelHealth.Say(why, CultureInfo.CurrentUICulture);
}
