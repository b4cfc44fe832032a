using Microsoft.Extensions.Options;
using Platform.Domain.Conversations;
using Platform.Integrations.Gemini;
using Platform.Integrations.OfflineModel;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>The agent that sells: it answers when nobody does, from the shop's own record, and steps aside for people.</summary>
public static class AssistantFeature
{
    /// <summary>How long nobody answers at least: people write in several messages.</summary>
    public static readonly TimeSpan ShortestSilence = TimeSpan.FromMilliseconds(1_500);

    public static IServiceCollection AddAssistant(this IServiceCollection services, IConfiguration configuration) => services
        .AddGemini(configuration)
        .AddSingleton(GeminiSeat)
        .AddSingleton(new ModelSeat(OfflineChatClient.ModelId, new OfflineChatClient(), Price: null, IsReady: true, IsLast: true))
        .AddSingleton<ShopBook>()
        .AddSingleton<AssistantQueries>()
        .AddSingleton<AssistantDesk>()
        .AddSingleton<TurnRecords>()
        .AddSingleton<ModelBudget>()
        .AddSingleton<Models>()
        .AddSingleton<HeardFiles>()
        .AddSingleton<SituationReader>()
        .AddSingleton<PaymentLinks>()
        .AddSingleton<Turns>()
        .AddSingleton<Rehearsals>()
        .AddSingleton<Scenes>()
        .AddScoped<AssistantPublishing>()
        .AddReaction<AnswerCustomer, MessageReceived>(after: ShortestSilence)
        .AddReaction<AnswerCustomer, ConversationHandedBack>()
        .AddReaction<BriefWhoTakesOver, ConversationTakenOver>();

    private static ModelSeat GeminiSeat(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<IOptions<GeminiOptions>>().Value;
        return new(
            settings.Model,
            provider.GetRequiredService<GeminiChatClient>(),
            new TokenPrice(settings.InputPrice, settings.CachedInputPrice, settings.OutputPrice),
            IsReady: settings.HasKey,
            IsLast: false);
    }
}
