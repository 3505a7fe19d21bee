import { lazy, Suspense, useEffect } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Route, Routes } from "react-router";
import { followEvents } from "../api/events";
import { DropPage } from "../features/drop/DropPage";
import { Shell } from "./Shell";
import { NotFound } from "./NotFound";
import { PageLoading } from "./PageLoading";

// The drop page comes with the first bytes; everything else when somebody goes there.
const PartsPage = lazy(() => import("../features/parts/PartsPage").then((m) => ({ default: m.PartsPage })));
const PartPage = lazy(() => import("../features/part/PartPage").then((m) => ({ default: m.PartPage })));
const CheckoutPage = lazy(() => import("../features/order/CheckoutPage").then((m) => ({ default: m.CheckoutPage })));
const OrdersPage = lazy(() => import("../features/order/OrdersPage").then((m) => ({ default: m.OrdersPage })));
const OrderPage = lazy(() => import("../features/order/OrderPage").then((m) => ({ default: m.OrderPage })));
const FloorPage = lazy(() => import("../features/floor/FloorPage").then((m) => ({ default: m.FloorPage })));

export function App() {
  const client = useQueryClient();
  useEffect(() => followEvents(client), [client]);
  return (
    <Shell>
      <Suspense fallback={<PageLoading />}>
        <Routes>
          <Route path="/" element={<DropPage />} />
          <Route path="/parts" element={<PartsPage />} />
          <Route path="/parts/:partId" element={<PartPage />} />
          <Route path="/checkout" element={<CheckoutPage />} />
          <Route path="/orders" element={<OrdersPage />} />
          <Route path="/orders/:orderId" element={<OrderPage />} />
          <Route path="/floor" element={<FloorPage />} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}
