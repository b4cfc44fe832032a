using Platform.Domain.Conversations;
using Platform.Web.Identity.Organisations;
using Platform.Web.Notifications;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>The inbox: customers write on any channel, people or the assistant answer.</summary>
public static class ConversationsFeature
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<IProjection<ConversationEvent>, InboxProjection>()
        .AddSingleton<IProjection<ConversationEvent>, ThreadProjection>()
        .AddSingleton<IProjection<ConversationEvent>, BroughtProjection>()
        .AddSingleton<IProjection<ConversationEvent>, MarksProjection>()
        .AddSingleton<BroughtQueries>()
        .AddSingleton<UnreadCounts>()
        .AddSingleton<BesidesQueries>()
        .AddSingleton<OutgoingContent>()
        .AddSingleton<ShopVoice>()
        .AddSingleton<SurroundingsQueries>()
        .AddSingleton<InboxQueries>()
        .AddSingleton<InboxSearch>()
        .AddSingleton<ThreadQueries>()
        .AddSingleton<ChatTallies>()
        .AddSingleton<SendingQueries>()
        .AddSingleton<Drafts>()
        .AddSingleton<CannedReplies>()
        .AddSingleton<SatisfactionDesk>()
        .AddReaction<AskHowItWent, ConversationClosed>()
        .AddReaction<SendLater, ReplyScheduled>()
        .AddReaction<WakeSnoozed, ConversationSnoozed>()
        .AddSingleton<IProjection<ConversationEvent>, MentionsProjection>()
        .AddTransient<INoticeSource, InboxNotices>()
        .AddTransient<INoticeSource, MentionNotices>()
        .AddTransient<ISearchSource, ConversationSearch>()
        .AddSingleton<Colleagues>()
        .AddSingleton<Receipts>()
        .AddReaction<SendQueuedReply, ReplyQueued>()
        .AddReaction<SendQueuedReply, ReplyRetried>()
        .AddReaction<ApplyEarlyReceipts, ReplySent>()
        .AddReaction<TellCustomerItWasRead, ConversationRead>()
        .AddReaction<TellCustomerItWasRead, TurnTaken>()
        .AddTimer<ForgetEarlyReceiptsJob>("0 20 * * * ?");

    public static void MapConversations(this IEndpointRouteBuilder app) => app.MapConversationApi();
}
