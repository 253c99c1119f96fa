// A service that tells SupportBot of customers and orders: node orders-api-server.mjs, with Node 20 or newer and nothing else.
//   PORT=4000 API_KEY=key SIGNING_SECRET=secret node orders-api-server.mjs
//   ./run.sh --Orders:Url http://127.0.0.1:4000 --Orders:ApiKey key --Orders:SigningSecret secret
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { PORT = '4000', API_KEY = 'key', SIGNING_SECRET = 'secret' } = process.env;

// In place of your own queries. Ask for exactly the id that you are given, and for nobody else.
const customers = {
  6: { user_id: '6', first_name: 'Ella', last_name: 'Hart', email: 'ella@example.com' },
};
const orders = {
  6: [
    {
      order_id: '7001', user_id: '6', status: 'shipped', date_purchase: '2026-05-17', date_shipped: '2026-05-18',
      items: [{ product_name: 'Blue kettle', quantity: 1, unit_price_minor: 2995, currency: 'EUR' }],
      payments: [{ kind: 'charge', method: 'Visa', amount_minor: 2995, currency: 'EUR', status: 'paid', date_paid: '2026-05-17' }],
      shipments: [{ carrier: 'ParcelBird', tracking_number: 'PB1', date_estimated: '2026-05-22' }],
    },
  ],
};

const same = (left, right) => left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

function isTheBot(request) {
  const time = request.headers['x-supportbot-timestamp'] ?? '';
  const signature = createHmac('sha256', SIGNING_SECRET).update(`${time}.GET.${request.url}`).digest('hex');
  return same(request.headers.authorization ?? '', `Bearer ${API_KEY}`)
    && Math.abs(Date.now() / 1000 - Number(time)) < 300
    && same(request.headers['x-supportbot-signature'] ?? '', `sha256=${signature}`);
}

function answer(request) {
  if (!isTheBot(request)) return [401, { error: 'who are you?' }];
  const [, route, id, rest] = request.url.split('/').map(decodeURIComponent);
  if (request.method !== 'GET' || route !== 'customers' || !Object.hasOwn(customers, id)) return [404, {}];
  return rest === 'orders' ? [200, { orders: orders[id] ?? [] }] : rest === undefined ? [200, customers[id]] : [404, {}];
}

const server = createServer((request, response) => {
  const [status, body] = answer(request);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
