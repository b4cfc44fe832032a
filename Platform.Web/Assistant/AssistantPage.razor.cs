using Microsoft.AspNetCore.Components;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;

namespace Platform.Web.Assistant;

public sealed partial class AssistantPage : IDisposable
{
    internal const string Leaders = $"{nameof(Role.Owner)},{nameof(Role.Admin)}";

    private readonly Leaving gone = new();
    private readonly OneByOne answers = new();
    private List<TestBench.BenchLine> bench = [];
    private AssistantSettings? settings;
    private List<KnowledgeRow> knowledge = [];
    private List<SceneForm> scenes = [];
    private IReadOnlyList<SceneVerdict> verdicts = [];
    private Rehearsal? rehearsal;
    private Currency currency;
    private string subjects = "";
    private decimal silence;
    private decimal longest;
    private object? touched;
    private Outcome outcome;
    private bool isThinking;
    private bool isPlaying;

    [CascadingParameter] public required Actor Actor { get; set; }

    private IReadOnlyList<string> Failing => [.. verdicts.Where(verdict => !verdict.IsRight).Select(verdict => scenes.FirstOrDefault(scene => scene.Row.Id == verdict.Scene)?.Row.Title ?? "")];

    public void Dispose() => gone.Dispose();

    protected override async Task OnInitializedAsync()
    {
        settings = await Desk.SettingsAsync(Actor.Organisation);
        knowledge = await Desk.KnowledgeAsync(Actor.Organisation);
        currency = await Desk.CurrencyAsync(Actor.Organisation);
        scenes = [.. (await SceneStore.ListAsync(Actor.Organisation)).Select(row => new SceneForm(row, currency))];
        Show(settings);
    }

    private void Show(AssistantSettings saved)
    {
        settings = saved;
        subjects = string.Join(", ", saved.EscalateOn);
        (silence, longest) = (saved.SilenceMs / 1000m, saved.LongestWaitMs / 1000m);
    }

    /// <summary>What was refused because somebody else had changed it; the rest of the page stays as typed.</summary>
    private async Task ReadAgainAsync()
    {
        outcome = default;
        if (touched is KnowledgeRow entry) knowledge.Renew(entry, (await Desk.KnowledgeAsync(Actor.Organisation)).Find(row => row.Id == entry.Id));
        else if (touched is SceneForm scene) scenes.Renew(scene, (await SceneStore.ListAsync(Actor.Organisation)).Find(row => row.Id == scene.Row.Id) is { } row ? new(row, currency) : null);
        else Show(await Desk.SettingsAsync(Actor.Organisation));
    }

    private async Task SaveAsync()
    {
        var typed = AsTyped();
        (isPlaying, touched) = (true, typed);
        try
        {
            (var refused, verdicts) = await Publishing.PublishAsync(Actor, typed, CancellationToken.None).OrAwayAsync(away => new(away, verdicts));
            outcome = refused;
        }
        finally
        {
            isPlaying = false;
        }
    }

    private async Task OverrideAsync()
    {
        touched = settings;
        outcome = await Publishing.OverrideAsync(Actor, AsTyped(), Failing).OrAwayAsync();
    }

    /// <summary>What stands in the form, saved or not.</summary>
    private AssistantSettings AsTyped()
    {
        settings!.EscalateOn = [.. subjects.Split([',', ';', '،'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        (settings.SilenceMs, settings.LongestWaitMs) = ((int)(silence * 1000), (int)(longest * 1000));
        return settings;
    }

    private Task TryAsync(string text)
    {
        var talk = bench;
        talk.Add(new(text, null));
        return answers.DoAsync(async () =>
        {
            if (talk == bench && await AnswerAsync(talk, text).DoneOrAwayAsync() is { } refused) outcome = refused;
        });
    }

    private async Task AnswerAsync(List<TestBench.BenchLine> said, string text)
    {
        isThinking = true;
        try
        {
            rehearsal ??= await Rehearsals.BeginAsync(Actor.Organisation, AsTyped());
            var talk = await rehearsal.SayAsync(text, gone.Token);
            said.Add(new(talk.Text, talk));
        }
        finally
        {
            isThinking = false;
        }
    }

    private void Restart() => (bench, rehearsal) = ([], null);

    private async Task PlayAsync()
    {
        isPlaying = true;
        try
        {
            verdicts = await SceneStore.PlayAsync(Actor.Organisation, AsTyped(), gone.Token);
        }
        finally
        {
            isPlaying = false;
        }
    }

    private int NextScene => scenes.Count == 0 ? 0 : scenes.Max(scene => scene.Row.Position) + 1;

    private void AddScene() => scenes.Add(new(
        new() { OrganisationId = Actor.Organisation.Value, Id = Guid.CreateVersion7(), Position = NextScene, Title = "", Lines = [], Kind = SceneKind.Order }, currency, isNew: true));

    private async Task TakeReadyAsync()
    {
        foreach (var row in await SceneStore.ReadyAsync(Actor.Organisation, code => Texts[$"Scene.{code}"]))
        {
            var refused = await SceneStore.SaveAsync(Actor, row).OrAwayAsync();
            outcome = Outcome.Quietly(refused);
            if (refused is null) scenes.Add(new(row, currency));
        }
    }

    private async Task KeepSceneAsync(SceneForm scene)
    {
        touched = scene;
        outcome = scene.Fill() ? await SceneStore.SaveAsync(Actor, scene.Row).OrAwayAsync() : new("assistant.scene");
    }

    private async Task DropSceneAsync(SceneForm scene)
    {
        var refused = await SceneStore.RemoveAsync(Actor, scene.Row.Id).OrAwayAsync();
        outcome = Outcome.Quietly(refused);
        if (refused is null) scenes.Remove(scene);
    }

    private void Add() => knowledge.Add(new()
    {
        OrganisationId = Actor.Organisation.Value, Id = Guid.CreateVersion7(), Position = knowledge.Count == 0 ? 0 : knowledge.Max(k => k.Position) + 1, Question = "", Answer = "",
    });

    private async Task SaveAsync(KnowledgeRow entry)
    {
        touched = entry;
        outcome = await Desk.SaveAsync(Actor, entry).OrAwayAsync();
    }

    private async Task RemoveAsync(KnowledgeRow entry)
    {
        var refused = await Desk.RemoveKnowledgeAsync(Actor, entry.Id).OrAwayAsync();
        outcome = Outcome.Quietly(refused);
        if (refused is null) knowledge.Remove(entry);
    }
}
