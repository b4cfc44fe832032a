namespace Platform.Domain.Common;

/// <summary>What a person may do in an organisation. Influencers and staff have an organisation of their own kind.</summary>
public enum Role { None, Viewer, Campaigns, Agent, Admin, Owner, Influencer, Staff }
