namespace LLama.Exceptions;

/// <summary>Stands for LLama.Exceptions.TemplateNotFoundException.</summary>
public class TemplateNotFoundException(string name) : RuntimeError($"llama_model_chat_template failed: template '{name}' not found");
