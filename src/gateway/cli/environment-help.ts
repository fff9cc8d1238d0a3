/** The protocol's own variables, and those for services beside the gateway. */
export const environmentHelp = `Environment, as the protocol's servers have it
  NODE_ENV=production            secrets are demanded, cookies are Secure over HTTPS, requests are counted, and no
                                 page elsewhere may use the gateway unless it is listed
  JWT_SECRET                     signs tokens; else 256 random bits, kept in the data directory
  JWT_ISSUER, JWT_AUDIENCE       written into tokens and demanded of them
  JWT_EXPIRES_IN                 how long a token is good: seconds or 30m, 2h, 1 day (30m)
  REFRESH_TOKEN_EXPIRES_IN       how long a session lasts unused: seconds or a number with s, m, h, d, w (30d)
  MEW_ADMIN_SECRET               lets services of bots in; demanded in production
  MEW_INFRA_ALLOWED_IPS          addresses they may ask from, by commas (this machine and private networks)
  MEW_BOT_TOKEN_ENC_KEY          encrypts tokens of bots (MEW_ADMIN_SECRET, else JWT_SECRET)
  MEW_ALLOW_USER_REGISTRATION    whether people may sign up (yes)
  MEW_CORS_ORIGINS               origins of pages that may use the gateway, by commas; * is all (this machine's)
  MEW_TRUST_PROXY, TRUST_PROXY   whose X-Forwarded-For counts: yes, no, 2 hops, or addresses by commas (loopback)
  MEW_ENABLE_RATE_LIMIT=true     counts requests outside production too
  MEW_SECURE_COOKIES             yes or no; else by production and HTTPS
  MEW_STATIC_URL                 the base of addresses of files (--public-url, else the address it listens on)
  LIMIT_FILE_SIZE                megabytes a file may have (50)
  S3_ENDPOINT, S3_PORT           an object store for files (none: the data directory; 3900)
  S3_BUCKET_NAME, S3_REGION      its bucket and region (mew, garage); S3_USE_SSL=true speaks HTTPS to it
  S3_WEB_ENDPOINT, S3_WEB_PORT   where it shows its buckets (web.garage.localhost, 3902)
  S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_CREDENTIALS_FILE
                                 its account, or a JSON file with accessKeyId and secretAccessKey
  S3_CORS_ORIGINS                whose pages may send straight to it (those of MEW_CORS_ORIGINS and the gateway's own)
  S3_PRESIGN_EXPIRES_SECONDS     how long an announced file may be sent, with or without a store (60)
  MEW_SPEECH_URL, _KEY           a service that speaks, with the audio routes of the OpenAI API (none)
  MEW_SPEECH_MODEL, _VOICE       what it calls its model and voice (namiai, doubao)
  MEW_TRANSCRIPTION_URL, _KEY    a service of the same kind that writes recordings down (none)
  MEW_TRANSCRIPTION_MODEL        its model, whatever clients ask for
`
