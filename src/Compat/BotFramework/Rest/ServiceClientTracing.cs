using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http;
using System.Threading;

namespace Microsoft.Rest;

/// <summary>Tells interceptors about each call of a REST service, once enabled. Stands for <c>Microsoft.Rest.ServiceClientTracing</c>.</summary>
public static class ServiceClientTracing
{
    private static ImmutableList<IServiceClientTracingInterceptor> _interceptors = ImmutableList<IServiceClientTracingInterceptor>.Empty;
    private static long _invocations;

    public static bool IsEnabled { get; set; }

    public static long NextInvocationId => Interlocked.Increment(ref _invocations);

    public static void AddTracingInterceptor(IServiceClientTracingInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        ImmutableInterlocked.Update(ref _interceptors, list => list.Add(interceptor));
    }

    public static bool RemoveTracingInterceptor(IServiceClientTracingInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return ImmutableInterlocked.Update(ref _interceptors, list => list.Remove(interceptor));
    }

    public static void Configuration(string source, string name, string value) => Tell(interceptor => interceptor.Configuration(source, name, value));

    public static void Information(string message) => Tell(interceptor => interceptor.Information(message));

    public static void Information(string message, params object[] parameters) => Information(string.Format(CultureInfo.InvariantCulture, message, parameters));

    public static void Enter(string invocationId, object instance, string method, IDictionary<string, object> parameters) =>
        Tell(interceptor => interceptor.EnterMethod(invocationId, instance, method, parameters));

    public static void SendRequest(string invocationId, HttpRequestMessage request) => Tell(interceptor => interceptor.SendRequest(invocationId, request));

    public static void ReceiveResponse(string invocationId, HttpResponseMessage response) => Tell(interceptor => interceptor.ReceiveResponse(invocationId, response));

    public static void Error(string invocationId, Exception exception) => Tell(interceptor => interceptor.TraceError(invocationId, exception));

    public static void Exit(string invocationId, object result) => Tell(interceptor => interceptor.ExitMethod(invocationId, result));

    private static void Tell(Action<IServiceClientTracingInterceptor> tell)
    {
        if (!IsEnabled)
        {
            return;
        }

        foreach (var interceptor in _interceptors)
        {
            tell(interceptor);
        }
    }
}
