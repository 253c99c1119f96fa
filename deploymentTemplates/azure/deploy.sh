#!/usr/bin/env bash
# Deploys SupportBot to Azure, or a new version of it. Not run against Azure by its authors: see README.md.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

help() {
  cat <<'TEXT'
Deploys SupportBot into a resource group: ./deploy.sh RESOURCE_GROUP LOCATION

Settings come from the environment:
  IMAGE             the bot's image, such as shop.azurecr.io/supportbot:1.0.0   (must be set)
  WEBCHAT_SECRET    32 characters or more; the shop signs customers' tokens      (must be set)
  REGISTRY          name of the registry in that group that holds the image
  NAME              begins every name                                            [supportbot]
  SHOP_ORIGINS      origins of pages that may embed the chat, parted by spaces
  BOT_HOSTS         names of your own for the app, beside the one that Azure gives it, parted by spaces
  ORDERS            connection string of the orders database                     [the sample shop]
  LLM_MODEL         a name of the model catalog, or an endpoint                  [built-in]
  BOT_APP_TYPE      UserAssignedMSI, or SingleTenant with the next two           [UserAssignedMSI]
  BOT_APP_ID, BOT_APP_PASSWORD
  DIRECT_LINE       true for Azure's Direct Line beside the bot's own            [false]
  SSO_APP_ID, SSO_APP_SECRET   app registration for single sign-on in Teams

The bot is away for a minute or two while a new version takes its data over.
TEXT
}
fail() { printf 'deploy.sh: %s\nTry ./deploy.sh --help\n' "$*" >&2; exit 1; }

case "${1:-}" in -h | --help) help; exit 0 ;; esac
[ $# -eq 2 ] || fail "it takes a resource group and a location."
group=$1 location=$2
[ -n "${IMAGE:-}" ] || fail "IMAGE is missing."
secret=${WEBCHAT_SECRET:-}
[ "${#secret}" -ge 32 ] || fail "WEBCHAT_SECRET is missing or shorter than 32 characters."
command -v az >/dev/null || fail "the Azure CLI is missing; see https://aka.ms/azure-cli"
app=${NAME:-supportbot}
export REVISION_SUFFIX=${REVISION_SUFFIX:-v$(date -u +%Y%m%d%H%M%S)}

az group create --name "$group" --location "$location" --output none

# Two containers never share the data folder: the running one goes before the new one comes.
running=()
if [ -n "$(az containerapp list --resource-group "$group" --query "[?name=='$app'].name" --output tsv)" ]; then
  active=$(az containerapp revision list --name "$app" --resource-group "$group" --query "[?properties.active].name" --output tsv)
  [ -z "$active" ] || mapfile -t running <<<"$active"
fi
bring_back() {
  for revision in "${running[@]}"; do
    echo "Starting $revision again ..." >&2
    az containerapp revision activate --name "$app" --resource-group "$group" --revision "$revision" --output none || true
  done
}
trap 'bring_back; echo "deploy.sh: the deployment failed." >&2' ERR
for revision in "${running[@]}"; do
  echo "Stopping $revision ..."
  az containerapp revision deactivate --name "$app" --resource-group "$group" --revision "$revision" --output none
done

az deployment group create --resource-group "$group" --name "$app-$REVISION_SUFFIX" --parameters "$here/main.bicepparam" \
  --query "properties.outputs" --output json
