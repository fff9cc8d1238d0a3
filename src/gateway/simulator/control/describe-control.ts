import { controlError } from '#shared/simulator/control.ts'
import { CONTROL_BASE } from '#shared/simulator/control-paths.ts'
import { processRoutes, simulationRoutes } from '#shared/simulator/control-routes.ts'
import { describeRoutes, type OpenApi } from '../../documentation/openapi.ts'
import type { DescribedRoutes } from '../../documentation/route-description.ts'

const below = (prefix: string, routes: DescribedRoutes): DescribedRoutes =>
  Object.fromEntries(Object.entries(routes).map(([name, route]) => [name.replace(' ', ` ${prefix}`), route]))

/** The control API as OpenAPI 3.1. */
export const describeControl = (): OpenApi =>
  describeRoutes({
    title: 'Mew gateway: the control API',
    description:
      'What a developer or a test does with a simulated gateway. It stands on a listener of its own, on loopback alone; every call brings its token.',
    routes: {
      process: below(CONTROL_BASE, processRoutes),
      simulation: below(CONTROL_BASE, simulationRoutes),
      tenants: below(`${CONTROL_BASE}/tenants/:tenant`, simulationRoutes),
    },
    security: [{ bearer: [] }],
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    refusal: controlError,
  })
