// The client only supports port 443; this redirects its requests to the server under test.
const https = require('node:https')

const request = https.request
const [host, port] = process.env.GETTY_TARGET.split(':')
https.request = (options, callback) =>
  request.call(
    https,
    options?.port === 443 ? { ...options, hostname: host, port: Number(port) } : options,
    callback,
  )
