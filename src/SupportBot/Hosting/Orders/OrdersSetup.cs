using SupportBot.Core.Orders;

namespace SupportBot.Hosting.Orders;

/// <summary>Registers where orders come from.</summary>
internal static class OrdersSetup
{
    /// <summary>The shop's orders: from its database, or from a service of its own.</summary>
    public static void AddOrders(this WebApplicationBuilder builder)
    {
        var options = DatabasesSetup.OrdersOptionsOf(builder.Configuration);
        builder.Services.AddSingleton(new OrdersValues(options, TimeProvider.System));
        if (OrdersApiClient.OptionsOf(builder.Configuration, builder.Environment) is { } api)
        {
            builder.Services
                .AddSingleton(provider => ActivatorUtilities.CreateInstance<OrdersApiClient>(provider, api))
                .AddSingleton<IOrdersApi>(provider => provider.GetRequiredService<OrdersApiClient>())
                .AddSingleton<IOrdersCheck>(provider => provider.GetRequiredService<OrdersApiClient>())
                .AddSingleton<IOrders, ApiOrders>()
                .AddSingleton<ICustomerDirectory, ApiCustomers>()
                .AddSingleton<ICustomerContacts, ApiCustomers>()
                .AddSingleton<ISampleCustomers, NoSampleCustomers>();
            return;
        }
        var orders = DatabasesSetup.OpenOrders(builder.Configuration, options);
        builder.Services
            .AddSingleton(_ => orders)
            .AddSingleton<IOrdersCheck, OrdersSchemaCheck>()
            .AddSingleton<IOrders, SqlOrders>()
            .AddSingleton<ICustomerDirectory, SqlCustomerDirectory>()
            .AddSingleton<ICustomerContacts, SqlCustomerContacts>()
            .AddSingleton<ISampleCustomers, SqlSampleCustomers>();
    }
}
